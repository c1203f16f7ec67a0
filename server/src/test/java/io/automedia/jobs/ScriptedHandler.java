package io.automedia.jobs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Does jobs as their test says.
final class ScriptedHandler implements JobHandler {
    static final String KIND = "scripted";

    /// What a test lets a job do.
    interface Script {
        void run(JobRun run) throws Exception;
    }

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();

    void script(String name, Script script) {
        scripts.put(name, script);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        Script script = scripts.get(run.payload().getString("name"));
        if (script == null) {
            throw new IllegalStateException("no script");
        }
        script.run(run);
    }
}
