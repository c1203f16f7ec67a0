package io.automedia.embeddedmongodb.contract;

final class IndependentIndexTests extends IndexContract {
    IndependentIndexTests() {
        super(TestServer.INDEPENDENT);
    }
}
