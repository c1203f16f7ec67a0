package io.automedia.web.chart;

/// A chart on a page.
///
/// @param name what it shows, as its table is called
/// @param says one sentence with its main numbers, for those who don't see it
public record Chart(String name, String says, ChartData data) {}
