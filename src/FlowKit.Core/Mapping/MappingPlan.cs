using FlowKit.Executions;
using FlowKit.Expressions;
using FlowKit.Values;

namespace FlowKit.Mapping;

/// <summary>One mapping, compiled: read, transform, write.</summary>
internal sealed class MappingPlan(MappingSource source, Expression? transform, MappingTarget target, bool writesNull, bool strict, bool merges)
{
    public MappingSource Source => source;

    public Expression? Expression => transform;

    public MappingTarget Target => target;

    /// <summary>The key of the context it reads at one place, where that is all it does: no transform, one place in the input; null for another mapping.</summary>
    public string? PlainKey { get; } = transform is null && !merges && target.InputPlace is not null && source is MappingSource.Path { Value: { IsDefinite: true } path } &&
        path.Segments is [{ Name: "context" }, { Name: { } key }, ..] ? key : null;

    /// <summary>What is written, where that is a constant as the author wrote it; else missing.</summary>
    public FlowValue Constant { get; } = transform is null && source is MappingSource.Constant constant ? constant.Value : default;

    /// <summary>It writes the members of an object one by one.</summary>
    public bool Merges { get; } = merges;

    /// <summary>A fault of this mapping fails its task.</summary>
    public bool IsStrict { get; } = strict;

    /// <summary>Moves the value; the fault where that cannot be done, else null.</summary>
    public FlowFailure? Run(IMappingDocument document)
    {
        if (TryRead(document, out var value) is { } fault)
        {
            return fault;
        }

        try
        {
            return value.IsMissing || (Merges ? target.TryMerge(document, value, out var misfit) : target.TryWrite(document, value, out misfit))
                ? null
                : Fault(misfit.Code, $"The mapping to '{target.Text}' cannot write: {misfit.Text}.");
        }
        catch (JsonPathException bound)
        {
            return Exceeds(bound);
        }
    }

    /// <summary>What is to be written, missing for nothing; the fault where that cannot be told.</summary>
    public FlowFailure? TryRead(IMappingDocument document, out FlowValue value)
    {
        try
        {
            value = source.Read(document);
        }
        catch (JsonPathException bound)
        {
            value = default;
            return Exceeds(bound);
        }

        if (transform is not null && Transform(document, ref value) is { } fault)
        {
            value = default;
            return fault;
        }

        if (value.IsNullOrMissing && (transform is not null || !writesNull))
        {
            value = default;
        }

        return null;
    }

    private FlowFailure? Transform(IMappingDocument document, ref FlowValue value)
    {
        var roots = document.Roots();
        var input = new ExpressionInput(document.Services)
        {
            Source = value.IsMissing ? FlowValue.Null : value,
            Context = transform!.Reads("context") ? document.Share(roots.Context) : default,
            Input = transform.Reads("input") ? document.Share(roots.Input) : default,
            Output = roots.Output,
        };
        return transform.TryEvaluate(input, out value, out var fault)
            ? null
            : Fault(fault.Code, $"The transform of '{target.Text}' fails at line {fault.Line}, column {fault.Column}: {fault.Message}");
    }

    private FlowFailure Exceeds(JsonPathException bound) =>
        Fault(bound.Code, $"The mapping to '{target.Text}' exceeds a bound: {bound.Message}");

    private static FlowFailure Fault(string code, string message) => new(code, message, Retryable: false);
}
