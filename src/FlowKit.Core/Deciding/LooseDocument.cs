using FlowKit.Expressions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>Documents that belong to no execution: mappings are tried out on them.</summary>
internal sealed class LooseDocument(
    ExpressionServices services, RunLimits limits, FlowValue context, FlowValue input, FlowValue output) : IMappingDocument
{
    private readonly ValueEditor _context = new(context);
    private readonly ValueEditor _input = new(input);

    public ExpressionServices Services => services;

    public FlowValue Context => _context.Snapshot();

    public FlowValue Input => _input.Snapshot();

    public FlowValue Output => output;

    public PathRoots Roots() => new() { Context = _context.Root, Input = _input.Root, Output = output };

    public FlowValue Share(FlowValue part)
    {
        _context.Share(part);
        return _input.Share(part);
    }

    public FlowValue Reserved(string key) => _context.Root[key];

    public string? TriggerUrl(string task) => null;

    public bool TryWrite(bool toInput, PathSegment[] location, FlowValue value, out Misfit misfit)
    {
        misfit = Bounds.Misfit(limits, location, value) ?? default;
        if (misfit.Code is not null)
        {
            return false;
        }

        var written = (toInput ? _input : _context).TryWrite(location, value, out var text);
        misfit = written ? default : Misfit.Of(text!);
        return written;
    }
}
