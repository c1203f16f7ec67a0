package io.automedia.embeddedmongodb.contract;

final class IndependentAggregationTests extends AggregationContract {
    IndependentAggregationTests() {
        super(TestServer.INDEPENDENT);
    }
}
