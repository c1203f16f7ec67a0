package io.automedia.embeddedmongodb.commands;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A collection of mongo-java-server that holds one document, to borrow its update operators.
final class OneDocument extends AbstractMongoCollection<Object> {
    private static final MongoDatabase NOWHERE = (MongoDatabase) Proxy.newProxyInstance(
            OneDocument.class.getClassLoader(), new Class<?>[] {MongoDatabase.class}, (_, _, _) -> "");

    private final List<Document> documents = new ArrayList<>();

    private OneDocument() {
        super(NOWHERE, "one", CollectionOptions.withDefaults(), new CursorRegistry());
    }

    static Document update(Document document, Document filter, Document statement) {
        OneDocument one = new OneDocument();
        one.documents.add(document);
        one.run(filter, statement, false);
        return document;
    }

    static Document upsert(Document filter, Document statement) {
        OneDocument one = new OneDocument();
        one.run(filter, statement, true);
        return one.documents.getFirst();
    }

    private void run(Document filter, Document statement, boolean upsert) {
        Document update = (Document) statement.get("u");
        updateDocuments(filter, update, ArrayFilters.empty(), false, upsert, NoopOplog.get());
    }

    @Override
    protected QueryResult queryDocuments(Document q, Document order, int skip, int limit, int batch, Document fields) {
        return new QueryResult(documents);
    }

    @Override
    public void addDocument(Document document) {
        documents.add(document);
    }

    @Override
    protected void handleUpdate(Object position, Document oldDocument, Document newDocument) {
        // the document itself has been changed
    }

    @Override
    protected Object findDocumentPosition(Document document) {
        return 0;
    }

    @Override
    protected QueryResult matchDocuments(Document q, Document order, int skip, int count, int batch, Document fields) {
        return new QueryResult(documents);
    }

    @Override
    protected Document getDocument(Object position) {
        return documents.getFirst();
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // not counted here
    }

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        return 0;
    }

    @Override
    protected void removeDocument(Object position) {
        documents.clear();
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.stream().map(document -> new DocumentWithPosition<>(document, 0));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }
}
