using FlowKit.Descriptors;
using FlowKit.Expressions;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>Compiles the mappings, conditions and numbers of a flow that validation has accepted.</summary>
internal sealed class MappingCompiler(FlowDescriptor flow, OutputReferences references, PathTable paths)
{
    private const string TriggerUrlWord = "trigger_url";

    public MappingPlan[] Mappings(IReadOnlyList<MappingDescriptor> descriptors)
    {
        if (descriptors.Count == 0)
        {
            return [];
        }

        var plans = new MappingPlan[CountOf(descriptors)];
        var count = 0;
        for (var i = 0; i < descriptors.Count; i++)
        {
            if (descriptors[i].Reference is not { } reference)
            {
                plans[count++] = Mapping(descriptors[i]);
                continue;
            }

            foreach (var one in flow.CommonMapping[reference.Value])
            {
                plans[count++] = Mapping(one);
            }
        }

        return plans;
    }

    public static ConditionPlan OverInput(Located<string> text) => new(JsonPath.Parse(text.Value), overOutput: false);

    public static ConditionPlan[] OverInput(IReadOnlyList<Located<string>>? texts) =>
        texts is null or { Count: 0 } ? [] : [.. texts.Select(OverInput)];

    public static ConditionPlan[] OverOutput(IReadOnlyList<Located<string>> texts) =>
        texts.Count == 0 ? [] : [.. texts.Select(text => new ConditionPlan(JsonPath.Parse(text.Value), overOutput: true))];

    public MappingSource Source(FlowValue written)
    {
        if (written.AsString() is not { } text)
        {
            return new MappingSource.Constant(written);
        }

        return PathText.IsPath(text) ? PathSource(text) : new MappingSource.Constant(ConstantText.Read(text));
    }

    /// <summary>An expression that validation has accepted.</summary>
    public static Expression Compile(string text) => Expression.TryCompile(text, out var expression, out var fault)
        ? expression
        : throw new InvalidOperationException($"An expression was planned that validation had to refuse: {fault.Message}");

    private MappingSource PathSource(string text)
    {
        // The text after '?' is appended to the address as it stands, so it is cut off before the path is read.
        var path = text;
        string? extra = null;
        if (text.StartsWith("$.tasks.", StringComparison.Ordinal) && text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark)
        {
            (path, extra) = (text[..mark], text[(mark + 1)..]);
        }

        var compiled = references.Resolve(paths.Get(path));
        return compiled.Segments switch
        {
            [{ Name: "context" }, { Name: { } key }] when ReservedKeys.Contains(key) => new MappingSource.Reserved(key),
            [{ Name: "tasks" }, { Name: { } task }, { Name: TriggerUrlWord }] => new MappingSource.TriggerUrl(task, extra),
            _ => new MappingSource.Path(compiled),
        };
    }

    private int CountOf(IReadOnlyList<MappingDescriptor> descriptors)
    {
        var count = 0;
        for (var i = 0; i < descriptors.Count; i++)
        {
            count += descriptors[i].Reference is { } reference ? flow.CommonMapping[reference.Value].Count : 1;
        }

        return count;
    }

    /// <summary>One value of the declared output.</summary>
    public MappingPlan Output(MappingDescriptor descriptor) =>
        Mapping(descriptor, JsonPath.Parse(JsonPath.TextOf(["output", descriptor.Target!.Value.Value])));

    private MappingPlan Mapping(MappingDescriptor descriptor) => Mapping(descriptor, paths.Get(descriptor.Target!.Value.Value));

    private MappingPlan Mapping(MappingDescriptor descriptor, JsonPath target) => new(
        descriptor.Value.IsMissing ? Source(descriptor.Source.Value) : new MappingSource.Constant(descriptor.Value),
        descriptor.Transform is { } transform ? Compile(transform.Value) : null,
        new MappingTarget(target),
        writesNull: !descriptor.Value.IsMissing,
        strict: !descriptor.Tolerance,
        descriptor.Merge);
}
