package io.automedia.generations;

import io.automedia.activity.Note;
import io.automedia.activity.Noteworthy;
import io.automedia.shared.UserId;
import java.util.Map;
import org.bson.types.ObjectId;

/// A person kept a draft: what was generated for him is a post of his library, or another one than before.
public record GenerationSaved(UserId person, ObjectId generationId, ObjectId contentId) implements Noteworthy {
    @Override
    public Note note() {
        return new Note(
                "generation:saved",
                Map.of("generationId", generationId.toHexString(), "contentId", contentId.toHexString()));
    }
}
