using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Says everything that is wrong with a flow before it runs. A flow without errors can be planned and started.</summary>
public static class FlowValidator
{
    /// <summary>
    /// Every error and warning of a flow, ordered by place. Names are compared with case. The time it takes grows with the size of the
    /// flow, and no flow makes it throw.
    /// </summary>
    /// <param name="flow">A flow that was read from a text or built in code.</param>
    /// <param name="options">What else the flow is held against; null for the defaults.</param>
    public static IReadOnlyList<Diagnostic> Validate(FlowDescriptor flow, FlowValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var check = new FlowCheck(flow, options ?? new());
        FlowRules.Check(check);
        foreach (var task in check.Tasks.All)
        {
            check.Findings.Task = task.Name;
            TaskRules.Check(task, check);
        }

        check.Findings.Task = null;
        check.Patterns.Tell(flow.Place, check.Findings);
        var order = GraphRules.Check(check);
        if (order is not null && !check.Mappings.TooMany)
        {
            ContextRules.Check(check, order);
        }

        return check.Findings.Ordered();
    }

    /// <summary>For those who look at a flow and do not run it: the bounds of the engine that runs it may be wider than the defaults.</summary>
    /// <exception cref="FlowRefusedException">The flow has errors.</exception>
    internal static void RefuseErrors(FlowDescriptor flow)
    {
        var limits = new FlowLimits { DescriptorBytes = int.MaxValue, Tasks = int.MaxValue, Nesting = int.MaxValue };
        var diagnostics = Validate(flow, new() { Limits = limits });
        if (diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error))
        {
            throw new FlowRefusedException(diagnostics);
        }
    }
}
