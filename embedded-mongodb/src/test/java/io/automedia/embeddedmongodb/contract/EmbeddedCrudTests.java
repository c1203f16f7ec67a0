package io.automedia.embeddedmongodb.contract;

final class EmbeddedCrudTests extends CrudContract {
    EmbeddedCrudTests() {
        super(TestServer.EMBEDDED);
    }
}
