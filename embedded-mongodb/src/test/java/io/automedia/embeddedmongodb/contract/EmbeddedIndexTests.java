package io.automedia.embeddedmongodb.contract;

final class EmbeddedIndexTests extends IndexContract {
    EmbeddedIndexTests() {
        super(TestServer.EMBEDDED);
    }
}
