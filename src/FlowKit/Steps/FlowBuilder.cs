using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Steps;

/// <summary>
/// Describes a flow in code. What is written follows what was written before it, unless a method says otherwise; names are unique in the
/// whole flow. What comes of it is a descriptor like those that are read from YAML, and is held against the same rules.
/// </summary>
/// <remarks>To be used by one thread, and only while the delegate runs that it was given to.</remarks>
public sealed partial class FlowBuilder
{
    private const string Items = "items";

    private readonly FlowDraft _draft;
    private readonly List<TaskDescriptor> _tasks;
    private readonly string? _item;
    private List<OpenEnd> _ends;

    private FlowBuilder(FlowDraft draft, List<TaskDescriptor> tasks, List<OpenEnd> ends, string? item)
    {
        _draft = draft;
        _tasks = tasks;
        _ends = ends;
        _item = item;
    }

    private bool IsWhole => ReferenceEquals(_tasks, _draft.Tasks);

    /// <summary>The flow that a delegate builds, its code left aside: <see cref="FlowYaml.Write"/> prints it.</summary>
    /// <param name="name"><c>workspace:dagName</c>.</param>
    /// <param name="build">Says what the flow is made of.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public static FlowDescriptor Describe(string name, Action<FlowBuilder> build) => Draft(name, build).ToDescriptor();

    internal static FlowDraft Draft(string name, Action<FlowBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(build);
        var draft = new FlowDraft(name);
        var whole = new FlowBuilder(draft, draft.Tasks, [], item: null);
        build(whole);
        whole.Close();
        return draft;
    }

    /// <summary>A task that calls an executor: <c>Function("price", "http://shop.example/price")</c>.</summary>
    /// <param name="name">The task.</param>
    /// <param name="resource">The address it calls.</param>
    /// <param name="change">Gives the task what else it needs: <c>task => task with { ... }</c>.</param>
    public FlowBuilder Function(string name, string resource, Func<FunctionTask, FunctionTask>? change = null) =>
        Add(new FunctionTask { Name = name, ResourceName = (Located<string>)resource }, change);

    /// <summary>A task that runs another flow and waits for it. The task's input is the context of the other flow.</summary>
    /// <param name="name">The task.</param>
    /// <param name="flow"><c>workspace:dagName</c>, with <c>:alias</c> behind it if need be.</param>
    /// <param name="change">Gives the task what else it needs.</param>
    public FlowBuilder SubFlow(string name, string flow, Func<FunctionTask, FunctionTask>? change = null) =>
        Add(new FunctionTask { Name = name, ResourceName = (Located<string>)$"rillflow://{flow}", Pattern = TaskPattern.FlowSync }, change);

    /// <summary>A task that does nothing but its mappings.</summary>
    /// <param name="name">The task.</param>
    /// <param name="change">Gives the task what it needs.</param>
    public FlowBuilder Pass(string name, Func<PassTask, PassTask>? change = null) => Add(new PassTask { Name = name }, change);

    /// <summary>A task that ends what follows only through it.</summary>
    /// <param name="name">The task.</param>
    /// <param name="conditions">Paths into <c>$.input</c>, which all must find something.</param>
    /// <param name="change">Gives the task what else it needs, its input above all.</param>
    public FlowBuilder Return(string name, IReadOnlyList<string> conditions, Func<ReturnTask, ReturnTask>? change = null) =>
        Add(new ReturnTask { Name = name, Conditions = [.. conditions.Select(one => (Located<string>)one)] }, change);

    /// <summary>A task that waits until its conditions hold.</summary>
    /// <param name="name">The task.</param>
    /// <param name="conditions">Paths into <c>$.input</c>, which all must find something.</param>
    /// <param name="change">Gives the task what else it needs, its input above all.</param>
    public FlowBuilder Suspense(string name, IReadOnlyList<string> conditions, Func<SuspenseTask, SuspenseTask>? change = null) =>
        Add(new SuspenseTask { Name = name, Conditions = [.. conditions.Select(one => (Located<string>)one)] }, change);

    /// <summary>Any task, as it is described. What follows it is added to its successors.</summary>
    public FlowBuilder Task(TaskDescriptor task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Add(task, change: null);
    }

    /// <summary>Branches beside each other. What is written next begins when all of them have ended.</summary>
    public FlowBuilder Parallel(params IReadOnlyList<Action<FlowBuilder>> branches)
    {
        ArgumentNullException.ThrowIfNull(branches);
        _ends = [.. branches.SelectMany(branch => Branch(_ends, branch)).Distinct()];
        return this;
    }

    /// <summary>
    /// One of two ways. What is written next begins behind either of them; without another way the flow goes on there at once.
    /// </summary>
    /// <param name="name">The name of the <c>switch</c> task.</param>
    /// <param name="condition">A path that finds something when the condition holds: <c>$.input[?(@.count > 3)]</c>.</param>
    /// <param name="then">What is done then.</param>
    /// <param name="otherwise">What is done else; null for nothing.</param>
    /// <param name="change">Gives the task what else it needs, its input above all.</param>
    public FlowBuilder If(
        string name, string condition, Action<FlowBuilder> then, Action<FlowBuilder>? otherwise = null, Func<SwitchTask, SwitchTask>? change = null)
    {
        ArgumentNullException.ThrowIfNull(then);
        var route = new SwitchTask
        {
            Name = name,
            Switches = [new(condition, [], Break: true, SourcePlace.None), new(SwitchCase.Default, [], Break: false, SourcePlace.None)],
        };
        Add(route, change);
        var task = _tasks.Count - 1;
        var without = new List<OpenEnd> { new(task, Case: 1) };
        _ends = [.. Branch([new(task, Case: 0)], then), .. otherwise is null ? without : Branch(without, otherwise)];
        return this;
    }

    /// <summary>
    /// A loop: one branch for each item of a list. Each branch has a context of its own; the common parameters in it are a copy. What the
    /// steps of a branch look up finds the item under its name.
    /// </summary>
    /// <param name="name">The name of the <c>foreach</c> task.</param>
    /// <param name="collection">The path of the list, such as <c>$.context.common.nodes</c>.</param>
    /// <param name="item">The name of an item in a branch's context.</param>
    /// <param name="body">What is done for each item.</param>
    /// <param name="change">Gives the task what else it needs: how many branches run at once, what becomes of their contexts.</param>
    public FlowBuilder ForEach(
        string name, string collection, string item, Action<FlowBuilder> body, Func<ForeachTask, ForeachTask>? change = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var steps = _draft.Steps.Count;
        var inner = new FlowBuilder(_draft, [], [], item);
        body(inner);
        inner.Close();
        var loop = new ForeachTask
        {
            Name = name,
            IterationMapping = new() { Collection = (Located<string>)$"$.input.{Items}", Item = (Located<string>)item },
            InputMappings =
            [
                new() { Source = StepMappings.Path(collection), Target = (Located<string>)$"$.input.{Items}" },
                .. _draft.Steps.Count > steps ? StepMappings.IntoBranch : [],
            ],
            Tasks = inner._tasks,
        };
        return Add(loop, change);
    }

    /// <summary>The time limit of the whole execution.</summary>
    public FlowBuilder MaxExecutionSeconds(double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds);
        return With(flow => flow with { TimeoutInSeconds = new Located<Values.FlowValue>(seconds, SourcePlace.None) });
    }

    /// <summary>Who is told of the end, of every execution at least once: what was added with <c>AddCompletion</c> under this name.</summary>
    public FlowBuilder OnCompleted(string completion)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(completion);
        return With(flow => flow with { Callback = new() { ResourceName = $"{CompletionDispatcher.Protocol}://{completion}" } });
    }

    /// <summary>Gives the flow what else it needs: <c>flow => flow with { InputSchema = ... }</c>. Its tasks are those that are written.</summary>
    /// <exception cref="InvalidOperationException">It is said of a branch or a loop, and not of the flow.</exception>
    public FlowBuilder With(Func<FlowDescriptor, FlowDescriptor> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!IsWhole)
        {
            throw new InvalidOperationException("That is said of a flow, not of the tasks of a loop.");
        }

        _draft.Flow = change(_draft.Flow);
        return this;
    }

    private FlowBuilder Add<T>(T task, Func<T, T>? change)
        where T : TaskDescriptor
    {
        var changed = change is null ? task : change(task);
        _ends.ForEach(end => GoOn(end, changed.Name));
        _tasks.Add(changed);
        _ends = [new(_tasks.Count - 1)];
        return this;
    }

    private List<OpenEnd> Branch(List<OpenEnd> from, Action<FlowBuilder> build)
    {
        var branch = new FlowBuilder(_draft, _tasks, [.. from], _item);
        build(branch);
        return branch._ends;
    }

    /// <summary>A case must lead somewhere: what leads nowhere yet leads to a task that does nothing.</summary>
    private void Close()
    {
        foreach (var task in _ends.Where(end => end.Case >= 0).Select(end => end.Task).Distinct().ToArray())
        {
            _ends = [.. _ends.Where(end => end.Task == task && end.Case >= 0)];
            Pass($"{_tasks[task].Name.Value}End");
        }
    }

    private void GoOn(OpenEnd end, Located<string> next)
    {
        var task = _tasks[end.Task];
        _tasks[end.Task] = end.Case < 0
            ? task with { Next = [.. task.Next, next] }
            : GoOn((SwitchTask)task, end.Case, next);
    }

    private static SwitchTask GoOn(SwitchTask route, int number, Located<string> next)
    {
        var cases = route.Switches.ToArray();
        cases[number] = cases[number] with { Next = [.. cases[number].Next, next] };
        return route with { Switches = cases };
    }
}
