package io.automedia.embeddedmongodb.contract;

final class EmbeddedAggregationTests extends AggregationContract {
    EmbeddedAggregationTests() {
        super(TestServer.EMBEDDED);
    }
}
