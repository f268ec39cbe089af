using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Testing;

namespace FlowKit.Cli.Running;

/// <summary>The flows of a run.</summary>
/// <param name="Flows">Resources first because others refer to them, the one that is meant behind any other of its name.</param>
/// <param name="Meant">The one that is to be run.</param>
/// <param name="Warnings">What is odd about them and no reason to refuse.</param>
internal sealed record LoadedFlows(IReadOnlyList<FlowDescriptor> Flows, FlowDescriptor Meant, IReadOnlyList<Diagnostic> Warnings)
{
    /// <summary>The full name of the one that is to be run.</summary>
    public string Name => NameOf(Meant);

    /// <summary>Its tasks that wait to be woken.</summary>
    public IEnumerable<string> Suspenses => Meant.Tasks.SelectMany(TaskTree.All).OfType<SuspenseTask>().Select(task => task.Name.Value);

    /// <summary><c>workspace:dagName:alias</c>.</summary>
    public static string NameOf(FlowDescriptor flow) => $"{flow.Name}:{flow.Alias}";
}
