using FlowKit.Descriptors;
using FlowKit.Expressions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>What a task counts for in the progress of its execution, compiled.</summary>
internal sealed class ProgressNode(ProgressDescriptor progress)
{
    /// <summary>A view is asked for often, and every running task may have a calculation.</summary>
    private static readonly ExpressionLimits Limits = new() { MaxSteps = 100_000, MaxMemory = 1024 * 1024, MaxPatternTime = TimeSpan.FromMilliseconds(50) };

    public double Weight { get; } = progress.Weight.Value;

    /// <summary>The part that is done while the task runs; null to count it when it has ended.</summary>
    private Expression? Calculation { get; } =
        progress.Calculation is { } text && Expression.TryCompile(text.Value, out var compiled, out _) ? compiled : null;

    private KeyValuePair<string, MappingSource>[] Args { get; } = [.. progress.Args.Items.SelectMany(Arg)];

    /// <summary>The part of a running task that is done, 0 to 1; 0 where nothing says so, or the calculation fails.</summary>
    public double Calculate(IMappingDocument document, TimeSpan running)
    {
        if (Calculation is null)
        {
            return 0;
        }

        var input = new ExpressionInput(document.Services)
        {
            Limits = Limits,
            Params = FlowValue.Object(Args.Select(arg => KeyValuePair.Create(arg.Key, Read(arg.Value, document)))),
            TaskRunningTimeInMillis = (long)running.TotalMilliseconds,
        };
        return Calculation.TryEvaluate(input, out var part, out _) && part.AsDouble() is { } done && !double.IsNaN(done) ? Math.Clamp(done, 0, 1) : 0;
    }

    private static FlowValue Read(MappingSource source, IMappingDocument document)
    {
        try
        {
            return source.Read(document);
        }
        catch (JsonPathException)
        {
            return default;
        }
    }

    // What cannot be read is left out: validation refuses it, and progress is for people.
    private static IEnumerable<KeyValuePair<string, MappingSource>> Arg(FlowValue written)
    {
        if (written["variable"].AsString() is not { } variable)
        {
            yield break;
        }

        var source = written["source"];
        if (source.AsString() is { } text && PathText.IsPath(text))
        {
            if (JsonPath.TryParse(text, JsonPathDialect.Flow, out var path, out _))
            {
                yield return new(variable, new MappingSource.Path(path));
            }
        }
        else
        {
            yield return new(variable, new MappingSource.Constant(source));
        }
    }
}
