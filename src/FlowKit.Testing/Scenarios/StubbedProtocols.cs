using FlowKit.Descriptors;

namespace FlowKit.Testing.Scenarios;

/// <summary>
/// The protocols that count as known where stubs answer: those of the package, and those of tasks and resources that have a stub.
/// </summary>
internal static class StubbedProtocols
{
    private const string Mark = "://";

    /// <summary>Indirections and sub-flow calls are the engine's own.</summary>
    private static readonly string[] OfTheEngine = ["rillflow", "resource", "resourceRef"];

    public static IReadOnlyList<string> Of(IEnumerable<string> stubs, IEnumerable<FlowDescriptor> flows)
    {
        var keys = stubs.ToHashSet(StringComparer.Ordinal);
        var names = keys.Where(key => ProtocolOf(key) is null).Select(BaseName).ToHashSet(StringComparer.Ordinal);
        var any = keys.Contains(ScriptedDispatcher.AnyTask);
        var protocols = FlowTestBedOptions.DefaultProtocols.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var all = flows.ToArray();
        var stubbed = all.SelectMany(flow => flow.Tasks).SelectMany(TaskTree.All).OfType<FunctionTask>()
            .Where(task => any || names.Contains(task.Name.Value) || WrittenResources.NamesOf(task).Any(keys.Contains))
            .ToArray();

        // A stub for an address says that its protocol is there, also where only a filled placeholder makes a task meet it.
        protocols.UnionWith(keys.Select(ProtocolOf).OfType<string>());
        protocols.UnionWith(stubbed.SelectMany(ProtocolsOf));
        protocols.UnionWith(all.Where(_ => any).Select(flow => flow.Callback).OfType<CallbackDescriptor>()
            .Select(callback => ProtocolOf(callback.ResourceName.Value))
            .OfType<string>());
        protocols.UnionWith(BehindResources(stubbed, all.SelectMany(flow => flow.Resources).ToLookup(one => one.Name.Value), any));
        protocols.ExceptWith(OfTheEngine);
        return [.. protocols];
    }

    private static IEnumerable<string> ProtocolsOf(FunctionTask task)
    {
        string?[] written = [task.ResourceProtocol?.Value, task.Resource["resourceProtocol"].AsString()];
        return written.Select(protocol => protocol?.Trim())
            .Concat(WrittenResources.NamesOf(task).Select(ProtocolOf))
            .OfType<string>()
            .Where(protocol => protocol.Length > 0);
    }

    /// <summary>The protocols of the resources that tasks lead to, one resource standing for another included.</summary>
    private static IEnumerable<string> BehindResources(
        IEnumerable<FunctionTask> tasks, ILookup<string, ResourceDescriptor> resources, bool any)
    {
        var names = any ? resources.Select(named => named.Key) : tasks.SelectMany(WrittenResources.NamesOf).Select(ResourceOf).OfType<string>();
        var open = new Queue<string>(names);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var name))
        {
            if (!seen.Add(name))
            {
                continue;
            }

            foreach (var address in resources[name].Select(resource => resource.ResourceName.Value))
            {
                if (ResourceOf(address) is { } next)
                {
                    open.Enqueue(next);
                }
                else if (ProtocolOf(address) is { } protocol)
                {
                    yield return protocol;
                }
            }
        }
    }

    private static string? ProtocolOf(string address) =>
        address.IndexOf(Mark, StringComparison.Ordinal) is var at and > 0 ? address[..at].Trim() : null;

    /// <summary>The entry an indirection leads to: of <c>resource://name</c>, and of <c>resourceRef://workspace:dagName?name=x</c>.</summary>
    private static string? ResourceOf(string address)
    {
        const string Entry = "?name=";
        var protocol = ProtocolOf(address);
        if (string.Equals(protocol, "resource", StringComparison.OrdinalIgnoreCase))
        {
            return address[(address.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Trim();
        }

        var at = address.IndexOf(Entry, StringComparison.Ordinal);
        return string.Equals(protocol, "resourceRef", StringComparison.OrdinalIgnoreCase) && at > 0 ? address[(at + Entry.Length)..].Trim() : null;
    }

    /// <summary>The task's own name of an instance name: what stands behind its last dash.</summary>
    private static string BaseName(string key) => key[(key.LastIndexOf('-') + 1)..];
}
