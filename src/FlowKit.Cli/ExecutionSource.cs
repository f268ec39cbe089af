using FlowKit.Cli.Running;
using FlowKit.Descriptors;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary>Where a verb takes the execution it shows from: a file with its view, or a store.</summary>
internal static class ExecutionSource
{
    /// <summary>The view; null when none is asked for.</summary>
    /// <exception cref="WrongCallException">The options contradict each other, or lead to no execution.</exception>
    public static async Task<ExecutionView?> FindAsync(
        FlowDescriptor flow, string? viewFile, string? execution, string? store, CancellationToken cancellationToken)
    {
        if (viewFile is not null)
        {
            return execution is null && store is null
                ? Read(flow, viewFile)
                : throw new WrongCallException("--view is a file with an execution; leave out --execution and --store.");
        }

        if (execution is null)
        {
            return store is null ? null : throw new WrongCallException("--store needs the execution to show. Add --execution ID.");
        }

        return store is null or StoreAddress.Memory
            ? throw new WrongCallException(
                "A store in memory ends with the process that filled it. Name a store that lasts with --store, " +
                "or give the view that 'flowkit run --json' printed with --view FILE.")
            : await LoadAsync(flow, execution, StoreAddress.ParseLasting("--store", store), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ExecutionView> LoadAsync(
        FlowDescriptor flow, string execution, StoreAddress address, CancellationToken cancellationToken)
    {
        var builder = new FlowEngineBuilder().UseAnyProtocol().AddFlow(flow);
        var engine = builder.UseStore(time => address.Open(builder.Options, time)).Build();
        await using var stop = engine.ConfigureAwait(false);
        return await engine.GetAsync(execution, cancellationToken).ConfigureAwait(false)
            ?? throw new WrongCallException($"The store has no execution '{execution}'.");
    }

    private static ExecutionView Read(FlowDescriptor flow, string file)
    {
        var view = JsonArgument.Read("--view", $"@{file}");
        var status = Status(view["status"], file, Enum.GetValues<ExecutionStatus>(), StatusText.ToText);
        if (view["tasks"].Kind != FlowValueKind.Object)
        {
            throw NoView(file, "it has no object 'tasks'");
        }

        var categories = flow.Tasks.SelectMany(TaskTree.All).ToDictionary(task => task.Name.Value, task => task.Category, StringComparer.Ordinal);
        var tasks = new OrderedDictionary<string, TaskView>(StringComparer.Ordinal);
        foreach (var (name, task) in view["tasks"].Members)
        {
            var category = categories.GetValueOrDefault(name[(name.LastIndexOf('-') + 1)..], TaskCategory.Function);
            var state = Status(task["status"], file, Enum.GetValues<FlowTaskStatus>(), StatusText.ToText);
            tasks[name] = new(name, category, state, (int)(task["attempts"].AsDouble() ?? 0), default, default, null, [], null, null, null);
        }

        return new(
            view["execution_id"].AsString() ?? string.Empty, flow.Name, status, FlowValue.EmptyObject, default, tasks, null, null,
            DateTimeOffset.UnixEpoch, null);
    }

    private static T Status<T>(FlowValue written, string file, T[] all, Func<T, string> text)
    {
        foreach (var one in all)
        {
            if (text(one) == written.AsString())
            {
                return one;
            }
        }

        throw NoView(file, $"a 'status' in it is none of {string.Join(", ", all.Select(text))}");
    }

    private static WrongCallException NoView(string file, string why) =>
        new($"The file '{file}' is no view of an execution: {why}. Write one with 'flowkit run FLOW --json > FILE'.");
}
