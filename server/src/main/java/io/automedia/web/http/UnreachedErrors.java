package io.automedia.web.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/// Answers what the servlet container refuses before it knows for which application it is, such as a path or a header
/// that can't be read, in the same two forms as everything else.
@Component
final class UnreachedErrors implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private static final Logger log = LoggerFactory.getLogger(UnreachedErrors.class);

    private final ProblemAnswers answers;

    UnreachedErrors(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.getPipeline().addValve(new Report(context, answers));
                // it is there already: the host adds no other one
                host.setErrorReportValveClass(Report.class.getName());
            }
        });
    }

    private static final class Report extends ErrorReportValve {
        private final Context application;
        private final ProblemAnswers answers;

        Report(Context application, ProblemAnswers answers) {
            this.application = application;
            this.answers = answers;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            AtomicBoolean writable = new AtomicBoolean();
            response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
            if (writable.get()) {
                try {
                    answer(request, response);
                } catch (IOException | ServletException | RuntimeException failure) {
                    log.debug("What was refused could not be answered", failure);
                }
            }
        }

        private void answer(Request request, Response response) throws IOException, ServletException {
            HttpServletRequest asked = request.getRequest();
            response.setHeader("Content-Security-Policy", SecurityConfiguration.CONTENT_SECURITY_POLICY);
            response.setHeader("X-Content-Type-Options", "nosniff");
            String path = asked.getRequestURI() == null ? "/" : asked.getRequestURI();
            if (asked.getRequestURI() != null && PagePaths.isForPeople(asked)) {
                showPage(request, response, path);
                return;
            }
            response.resetBuffer();
            answers.write(
                    ExceptionReader.status(HttpStatusCode.valueOf(response.getStatus()), path), response.getResponse());
            response.finishResponse();
        }

        /// As the container shows the page of an application that it has found.
        private void showPage(Request request, Response response, String path) throws IOException, ServletException {
            request.getMappingData().context = application;
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, response.getStatus());
            request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, path);
            request.setAttribute(Globals.DISPATCHER_REQUEST_PATH_ATTR, "/error");
            request.setAttribute(Globals.DISPATCHER_TYPE_ATTR, DispatcherType.ERROR);
            response.resetBuffer();
            application
                    .getServletContext()
                    .getRequestDispatcher("/error")
                    .forward(request.getRequest(), response.getResponse());
            response.finishResponse();
        }
    }
}
