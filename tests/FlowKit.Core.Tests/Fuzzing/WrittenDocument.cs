using FlowKit.Core.Tests.Expressions;
using FlowKit.Deciding;
using FlowKit.Expressions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Fuzzing;

/// <summary>A document that targets write to, with the bounds of the engine.</summary>
internal sealed class WrittenDocument(FlowValue document) : IMappingDocument
{
    private static readonly RunLimits Limits = new() { LoopItems = 10_000 };

    private readonly ValueEditor _context = new(document["context"]);
    private readonly ValueEditor _input = new(document["input"]);

    public ExpressionServices Services { get; } = Evaluate.Services();

    /// <summary>As it is now, safe to keep.</summary>
    public FlowValue Whole => FlowValue.Object(
        ("context", _context.Snapshot()), ("input", _input.Snapshot()), ("output", document["output"]), ("iteration", document["iteration"]));

    public PathRoots Roots() => new()
    {
        Context = _context.Root, Input = _input.Root, Output = document["output"], Iteration = document["iteration"],
    };

    public FlowValue Share(FlowValue part) => part;

    public FlowValue Reserved(string key) => default;

    public string? TriggerUrl(string task) => null;

    public bool TryWrite(bool toInput, PathSegment[] location, FlowValue value, out Misfit misfit)
    {
        misfit = Bounds.Misfit(Limits, location, value) ?? default;
        if (misfit.Code is not null)
        {
            return false;
        }

        var written = (toInput ? _input : _context).TryWrite(location, value, out var text);
        misfit = written ? default : Misfit.Of(text!);
        return written;
    }
}
