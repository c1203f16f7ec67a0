package io.automedia.embeddedmongodb.contract;

final class IndependentCrudTests extends CrudContract {
    IndependentCrudTests() {
        super(TestServer.INDEPENDENT);
    }
}
