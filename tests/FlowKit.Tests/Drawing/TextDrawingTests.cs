using FlowKit.Executions;

namespace FlowKit.Tests.Drawing;

/// <summary>Mermaid and DOT, which others lay out.</summary>
public sealed class TextDrawingTests
{
    private static readonly string[] Folder = ["tests", "FlowKit.Tests", "Drawing"];

    [Fact]
    public void Mermaid_of_one_of_everything_is_the_approved_one() =>
        Approved.Check(FlowDrawing.Mermaid(DrawnFlows.Flow(DrawnFlows.Everything)), [.. Folder, "everything.mmd"]);

    [Fact]
    public void Dot_of_one_of_everything_is_the_approved_one() =>
        Approved.Check(FlowDrawing.Dot(DrawnFlows.Flow(DrawnFlows.Everything)), [.. Folder, "everything.dot"]);

    [Fact]
    public void States_are_classes_in_mermaid_and_colours_in_dot()
    {
        var flow = DrawnFlows.Flow(DrawnFlows.Everything);
        var view = SvgTests.View(("prepare", FlowTaskStatus.Succeed, 0), ("check", FlowTaskStatus.Failed, 2));

        var mermaid = FlowDrawing.Mermaid(flow, view);
        Assert.Contains("title: \"shop:everything: RUNNING\"", mermaid, StringComparison.Ordinal);
        Assert.Contains("t_check[\\\"check<br/>FAILED, attempt 2\"/]", mermaid, StringComparison.Ordinal);
        Assert.Contains("class t_check FAILED\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("class t_prepare SUCCEED\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("classDef FAILED fill:#ffe2e0", mermaid, StringComparison.Ordinal);

        var dot = FlowDrawing.Dot(flow, view);
        Assert.Contains("\"check\" [label=\"check\\nFAILED, attempt 2\", style=filled, shape=octagon, fillcolor=\"#ffe2e0\"", dot, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_mean_something_to_the_language_are_escaped()
    {
        var flow = DrawnFlows.Flow("""
            workspace: test
            dagName: escapes
            tasks:
              - name: end
                category: return
                conditions: ["$.input[?(@.a == \"x]}|;#1;<b>\\\\\")]"]
            """);
        Assert.Contains(
            "t_end[\\\"end<br/>ends if a == #34;x#93;#125;#124;#59;#35;1#59;#60;b#62;#92;#92;#34;\"/]", FlowDrawing.Mermaid(flow), StringComparison.Ordinal);
        Assert.Contains("label=\"end\\nends if a == \\\"x]}|;#1;<b>\\\\\\\\\\\"\"", FlowDrawing.Dot(flow), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_flow_is_the_same_text()
    {
        var (one, other) = (DrawnFlows.Random(11, 60), DrawnFlows.Random(11, 60));
        Assert.Equal(FlowDrawing.Mermaid(one), FlowDrawing.Mermaid(other));
        Assert.Equal(FlowDrawing.Dot(one), FlowDrawing.Dot(other));
    }
}
