package io.automedia.agents;

import io.automedia.agents.Agent.Capability;
import io.automedia.agents.Agent.OutputFormat;
import java.util.List;

/// Agents to begin with, one of each type: what is missing, the model and its provider, is for whoever takes one.
final class AgentTemplates {
    /// All of them.
    static final List<AgentTemplate> ALL = List.of(
            new AgentTemplate(
                    "Post writer",
                    "Drafts short posts from what was collected.",
                    Agent.Type.CONTENT,
                    "You write posts for social networks. Use only facts from the posts you are given, and say nothing"
                            + " that they don't. One thought per post, plain words, no clichés.",
                    OutputFormat.SOCIAL_MEDIA_POST,
                    0.7,
                    List.of("Keep within the limits of the platform", "At most two hashtags", "Name no private people"),
                    List.of(Capability.CONTENT_GENERATION)),
            new AgentTemplate(
                    "Analyst",
                    "Says what a set of posts is about and how people feel about it.",
                    Agent.Type.ANALYSIS,
                    "You read posts and report what they say: the topics, how many posts each has, how people feel about"
                            + " them, and what is new. Quote at most one sentence of a post. Say what you can't tell.",
                    OutputFormat.SUMMARY,
                    0.2,
                    List.of("Numbers only when they can be counted in the posts"),
                    List.of(Capability.SUMMARIZATION, Capability.SENTIMENT_ANALYSIS)),
            new AgentTemplate(
                    "Campaign planner",
                    "Turns a product or an event into a series of posts.",
                    Agent.Type.MARKETING,
                    "You plan campaigns. For a product or an event you write a series of posts that build on each other,"
                            + " each with its audience, its message and what its reader should do next.",
                    OutputFormat.THREAD,
                    0.8,
                    List.of("No promises that the product doesn't keep", "One call to action per post"),
                    List.of(Capability.CONTENT_GENERATION)),
            new AgentTemplate(
                    "Technical explainer",
                    "Explains releases, changes and incidents to those who are affected.",
                    Agent.Type.TECHNICAL,
                    "You explain technical matters to people who use a product. Begin with what changes for them, then"
                            + " why, then what they have to do. Use exact names and versions.",
                    OutputFormat.ARTICLE,
                    0.3,
                    List.of("Explain each term once", "Mark what is not confirmed"),
                    List.of(Capability.CONTENT_GENERATION, Capability.SUMMARIZATION)),
            new AgentTemplate(
                    "Community voice",
                    "Drafts answers to comments, in the language of whoever wrote them.",
                    Agent.Type.SOCIAL,
                    "You draft answers to comments. Answer in the language of the comment, kindly and briefly; thank for"
                            + " hints, admit mistakes, and hand over to a person when somebody is upset.",
                    OutputFormat.SOCIAL_MEDIA_POST,
                    0.6,
                    List.of("No arguments in public", "At most three sentences"),
                    List.of(Capability.CONTENT_GENERATION, Capability.TRANSLATION)));

    private AgentTemplates() {}

    /// An agent to begin with.
    record AgentTemplate(
            String name,
            String description,
            Agent.Type type,
            String systemPrompt,
            OutputFormat outputFormat,
            double temperature,
            List<String> constraints,
            List<Capability> capabilities) {}
}
