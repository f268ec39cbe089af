using FlowKit.Descriptors;
using FlowKit.Drawing;
using FlowKit.Errors;
using FlowKit.Explaining;

namespace FlowKit;

/// <summary>
/// Draws flows, and with the view of an execution its states in colour. Each category has a shape of its own; edges that nobody wrote but
/// that follow from data are dashed; cases of a switch stand at their edges; loops and choices are boxes around their tasks. The same
/// flow gives the same text every time.
/// </summary>
public static class FlowDrawing
{
    /// <summary>A Mermaid flowchart.</summary>
    /// <param name="flow">A flow without errors.</param>
    /// <param name="view">An execution of it; null for the flow alone.</param>
    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static string Mermaid(FlowDescriptor flow, ExecutionView? view = null) => MermaidWriter.Write(Picture(flow, view));

    /// <summary>A graph in the DOT language of Graphviz.</summary>
    /// <param name="flow">A flow without errors.</param>
    /// <param name="view">An execution of it; null for the flow alone.</param>
    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static string Dot(FlowDescriptor flow, ExecutionView? view = null) => DotWriter.Write(Picture(flow, view));

    /// <summary>One SVG document that stands alone, for light and dark surroundings. Each task is a group with the attribute <c>data-task</c>.</summary>
    /// <param name="flow">A flow without errors.</param>
    /// <param name="view">An execution of it; null for the flow alone.</param>
    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static string Svg(FlowDescriptor flow, ExecutionView? view = null) => SvgWriter.Write(Picture(flow, view));

    /// <summary>A Mermaid flowchart of what an explanation says: tasks that do not run are grey, those that run in one go are of one colour.</summary>
    /// <param name="flow">The flow that was explained.</param>
    /// <param name="explanation">What was said of it.</param>
    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static string Mermaid(FlowDescriptor flow, FlowExplanation explanation) => MermaidWriter.Write(Picture(flow, explanation));

    /// <summary>A graph in the DOT language of Graphviz of what an explanation says: tasks that do not run are grey, those that run in one go are of one colour.</summary>
    /// <param name="flow">The flow that was explained.</param>
    /// <param name="explanation">What was said of it.</param>
    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static string Dot(FlowDescriptor flow, FlowExplanation explanation) => DotWriter.Write(Picture(flow, explanation));

    /// <summary>One SVG document of what an explanation says: tasks that do not run are grey, those that run in one go are of one colour.</summary>
    /// <param name="flow">The flow that was explained.</param>
    /// <param name="explanation">What was said of it.</param>
    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    public static string Svg(FlowDescriptor flow, FlowExplanation explanation) => SvgWriter.Write(Picture(flow, explanation));

    private static DrawnFlow Picture(FlowDescriptor flow, ExecutionView? view)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return PictureMaker.Make(flow, view);
    }

    private static DrawnFlow Picture(FlowDescriptor flow, FlowExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(explanation);
        return PictureMaker.Make(flow, explanation);
    }
}
