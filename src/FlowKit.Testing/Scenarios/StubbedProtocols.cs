using FlowKit.Descriptors;

namespace FlowKit.Testing.Scenarios;

/// <summary>The protocols that count as known in a scenario: those of the package, and those of tasks and resources that have a stub.</summary>
internal static class StubbedProtocols
{
    private const string Mark = "://";

    public static IReadOnlyList<string> Of(Scenario scenario)
    {
        var keys = scenario.Stubs.Select(stub => stub.Key).ToHashSet(StringComparer.Ordinal);
        var names = keys.Select(BaseName).ToHashSet(StringComparer.Ordinal);
        var any = keys.Contains(ScriptedDispatcher.AnyTask);
        var protocols = FlowTestBedOptions.DefaultProtocols.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var flow in scenario.OtherFlows.Prepend(scenario.Flow).Select(read => read.Flow).OfType<FlowDescriptor>())
        {
            var tasks = flow.Tasks.SelectMany(TaskTree.All).OfType<FunctionTask>().ToArray();
            var stubbed = tasks.Where(task => any || names.Contains(task.Name.Value) || IsKey(keys, task.ResourceName)).ToArray();
            var through = stubbed.Select(task => task.ResourceName?.Value).ToHashSet(StringComparer.Ordinal);
            var resources = flow.Resources.Where(resource =>
                any || IsKey(keys, resource.ResourceName) || through.Contains($"resource{Mark}{resource.Name.Value}"));
            protocols.UnionWith(stubbed.Select(ProtocolOf).OfType<string>());
            protocols.UnionWith(resources.Select(resource => ProtocolOf(resource.ResourceName.Value)).OfType<string>());
        }

        protocols.ExceptWith(["rillflow", "resource", "resourceRef"]);
        return [.. protocols];
    }

    private static bool IsKey(HashSet<string> keys, Located<string>? resource) => resource is { } name && keys.Contains(name.Value);

    private static string? ProtocolOf(FunctionTask task) => string.IsNullOrWhiteSpace(task.ResourceProtocol?.Value)
        ? ProtocolOf(task.ResourceName?.Value)
        : task.ResourceProtocol.Value.Value.Trim();

    private static string? ProtocolOf(string? resource) =>
        resource?.IndexOf(Mark, StringComparison.Ordinal) is { } at and > 0 ? resource[..at] : null;

    /// <summary>The task's own name of an instance name: what stands behind its last dash.</summary>
    private static string BaseName(string key) => key[(key.LastIndexOf('-') + 1)..];
}
