using FlowKit.Descriptors;
using FlowKit.Drawing;
using FlowKit.Errors;

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

    private static DrawnFlow Picture(FlowDescriptor flow, ExecutionView? view)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return PictureMaker.Make(flow, view);
    }
}
