using System.Globalization;
using FlowKit.Executions;
using FlowKit.Explaining;

namespace FlowKit.Drawing;

/// <summary>Where the instances of a task stand, several of them inside a loop, or what an explanation says of it.</summary>
/// <param name="Style">How it is coloured: a status, of several the one that matters most, or <see cref="Fused"/>.</param>
/// <param name="Text">That in words: <c>FAILED</c>, <c>3 of 8 SUCCEED</c>, <c>pruned</c>.</param>
internal sealed record DrawnState(string Style, string Text)
{
    /// <summary>The style of tasks that run in one go with others.</summary>
    public const string Fused = "FUSED";

    private static readonly FlowTaskStatus[] ByWeight =
    [
        FlowTaskStatus.Failed, FlowTaskStatus.Running, FlowTaskStatus.KeySucceed, FlowTaskStatus.Ready, FlowTaskStatus.Stashed,
        FlowTaskStatus.Canceled, FlowTaskStatus.NotStarted, FlowTaskStatus.Succeed, FlowTaskStatus.Skipped,
    ];

    /// <summary>A task no instance of which exists yet.</summary>
    public static DrawnState None { get; } = new(FlowTaskStatus.NotStarted.ToText(), FlowTaskStatus.NotStarted.ToText());

    /// <summary>The states of a view by the names of the tasks, whatever branches their instances are in.</summary>
    public static Dictionary<string, DrawnState> Of(ExecutionView view) => view.Tasks.Values
        .GroupBy(task => task.Name[(task.Name.LastIndexOf('-') + 1)..], StringComparer.Ordinal)
        .ToDictionary(instances => instances.Key, instances => Of([.. instances]), StringComparer.Ordinal);

    /// <summary>What is special about tasks: they do not run, or run in one go with others.</summary>
    public static Dictionary<string, DrawnState> Of(FlowExplanation explanation)
    {
        var skipped = FlowTaskStatus.Skipped.ToText();
        var states = explanation.Groups
            .SelectMany(group => group.Tasks)
            .Where(task => task.Fate != TaskFate.Runs)
            .ToDictionary(task => task.Name, task => new DrawnState(skipped, task.Fate == TaskFate.Pruned ? "pruned" : "skipped"), StringComparer.Ordinal);
        foreach (var (index, chain) in explanation.Groups.SelectMany(group => group.Together).Index())
        {
            foreach (var name in chain)
            {
                states.TryAdd(name, new(Fused, string.Create(CultureInfo.InvariantCulture, $"in one go ({index + 1})")));
            }
        }

        return states;
    }

    private static DrawnState Of(TaskView[] instances)
    {
        var status = ByWeight.First(status => instances.Any(instance => instance.Status == status));
        return new(status.ToText(), instances switch
        {
            [{ Attempts: > 1 } one] => string.Create(CultureInfo.InvariantCulture, $"{status.ToText()}, attempt {one.Attempts}"),
            [_] => status.ToText(),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{instances.Count(instance => instance.Status == status)} of {instances.Length} {status.ToText()}"),
        });
    }
}
