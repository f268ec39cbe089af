using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Reading;

/// <summary>Flows in JSON, which this project reads by itself.</summary>
internal static class JsonFlow
{
    /// <summary>As <see cref="FlowTextReader"/>.</summary>
    public static FlowDescriptor Read(string text)
    {
        var findings = new Findings();
        var flow = JsonSource.Read(text, null, findings) is { } root ? FlowReader.Read(root, SourcePlace.Root(null), findings) : null;
        var found = findings.Ordered();
        return flow is null || found.Any(one => one.Severity == DiagnosticSeverity.Error)
            ? throw new FlowRefusedException(found)
            : flow with { Text = text };
    }
}
