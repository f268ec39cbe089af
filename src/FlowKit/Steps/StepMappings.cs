using System.Text;
using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Steps;

/// <summary>
/// How parameters come into steps and leave them. In the context stand <c>common</c> and <c>steps.&lt;name&gt;</c>; in a step's input
/// <c>texts</c>, as they were written in code, <c>data</c>, read by a path, and the same two as in the context.
/// </summary>
internal static class StepMappings
{
    public const string Common = "common";
    public const string Steps = "steps";
    public const string Texts = "texts";
    public const string Data = "data";
    public const string Params = "params";
    public const string Rendered = "rendered";

    /// <summary>What the branches of a loop see of the outside.</summary>
    public static IReadOnlyList<MappingDescriptor> IntoBranch { get; } =
    [
        From($"$.context.{Common}", "input", Common),
        From($"$.context.{Steps}", "input", Steps),
    ];

    /// <summary>The parameters of a step, the common ones, and those of the steps that its texts refer to.</summary>
    public static IEnumerable<MappingDescriptor> Into(StepDraft step, IReadOnlyDictionary<string, StepDraft> steps) =>
    [
        .. step.Texts.Select(text => Constant(text.Value, Texts, text.Key)),
        .. step.Item is null ? [] : new[] { From(PathTo("context", step.Item), "input", Data, step.Item) },
        .. step.Paths.Select(path => From(path.Value, "input", Data, path.Key)),
        From($"$.context.{Common}", "input", Common),
        From(PathTo("context", Steps, step.Name), "input", Steps, step.Name),
        .. OthersIn(step).Where(name => name != step.Name).SelectMany(name => Other(name, steps)),
    ];

    /// <summary>What a step leaves: key by key, so that steps beside it keep theirs. What has no room fails the step.</summary>
    public static IReadOnlyList<MappingDescriptor> OutOf(string step) =>
    [
        From($"$.output.{Common}", "context", Common) with { Merge = true, Tolerance = false },
        From($"$.output.{Params}", "context", Steps, step) with { Merge = true, Tolerance = false },
    ];

    public static Located<FlowValue> Path(string path) => new(path, SourcePlace.None);

    // A secret is for the step it is written for.
    private static IEnumerable<MappingDescriptor> Other(string name, IReadOnlyDictionary<string, StepDraft> steps) =>
    [
        .. steps.TryGetValue(name, out var other)
            ? other.Texts.Where(text => !SecretText.IsIn(text.Value)).Select(text => Constant(text.Value, Steps, name, text.Key))
            : [],
        From(PathTo("context", Steps, name), "input", Steps, name) with { Merge = true },
    ];

    private static IEnumerable<string> OthersIn(StepDraft step)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (_, value) in step.Texts)
        {
            TextTemplate.AddNames(value, names);
        }

        return names.Select(ParameterName.StepIn).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    private static MappingDescriptor Constant(FlowValue value, params ReadOnlySpan<string> place) =>
        new() { Value = value, Target = (Located<string>)PathTo(["input", .. place]) };

    private static MappingDescriptor From(string path, params ReadOnlySpan<string> target) =>
        new() { Source = Path(path), Target = (Located<string>)PathTo(target) };

    /// <summary>A path as people write it, where its names allow that.</summary>
    private static string PathTo(params ReadOnlySpan<string> names)
    {
        var path = new StringBuilder("$");
        foreach (var name in names)
        {
            _ = IsWord(name) ? path.Append('.').Append(name) : path.Append(JsonPath.TextOf([name]).AsSpan(1));
        }

        return path.ToString();
    }

    private static bool IsWord(string name) =>
        (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(one => char.IsAsciiLetterOrDigit(one) || one == '_');
}
