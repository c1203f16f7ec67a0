package io.automedia.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `automedia start`: everything in one process tree, until Ctrl-C.
@Command(name = "start", description = "Starts AutoMedia and keeps it running until Ctrl-C.")
final class StartCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "--property=value", description = "Settings for this run.")
    private List<String> properties = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        Usage.requireSettings(command, properties);
        return serve(properties, context -> {});
    }

    /// What to do once the application is ready.
    interface WhenReady {
        void run(ConfigurableApplicationContext context);
    }

    /// Starts, prints where, and stays until the process is told to end; its shutdown hook closes everything.
    static int serve(List<String> properties, WhenReady whenReady) throws InterruptedException {
        Settings settings = Settings.read(properties);
        Application.requireFree(settings);
        Application.requireCertificate(settings);
        try (ConfigurableApplicationContext context = Application.start(properties, settings.data())) {
            ReadyInstance ready = context.getBean(ReadyInstance.class);
            whenReady.run(context);
            ready.announce();
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
