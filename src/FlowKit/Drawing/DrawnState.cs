using System.Globalization;
using FlowKit.Executions;

namespace FlowKit.Drawing;

/// <summary>Where the instances of a task stand, several of them inside a loop.</summary>
/// <param name="Status">The one that matters most: what failed, then what runs, then what waits.</param>
/// <param name="Text">That in words: <c>FAILED</c>, <c>3 of 8 SUCCEED</c>.</param>
internal sealed record DrawnState(FlowTaskStatus Status, string Text)
{
    private static readonly FlowTaskStatus[] ByWeight =
    [
        FlowTaskStatus.Failed, FlowTaskStatus.Running, FlowTaskStatus.KeySucceed, FlowTaskStatus.Ready, FlowTaskStatus.Stashed,
        FlowTaskStatus.Canceled, FlowTaskStatus.NotStarted, FlowTaskStatus.Succeed, FlowTaskStatus.Skipped,
    ];

    /// <summary>A task no instance of which exists yet.</summary>
    public static DrawnState None { get; } = new(FlowTaskStatus.NotStarted, FlowTaskStatus.NotStarted.ToText());

    /// <summary>The states of a view by the names of the tasks, whatever branches their instances are in.</summary>
    public static Dictionary<string, DrawnState> Of(ExecutionView view) => view.Tasks.Values
        .GroupBy(task => task.Name[(task.Name.LastIndexOf('-') + 1)..], StringComparer.Ordinal)
        .ToDictionary(instances => instances.Key, instances => Of([.. instances]), StringComparer.Ordinal);

    private static DrawnState Of(TaskView[] instances)
    {
        var status = ByWeight.First(status => instances.Any(instance => instance.Status == status));
        return new(status, instances switch
        {
            [{ Attempts: > 1 } one] => string.Create(CultureInfo.InvariantCulture, $"{status.ToText()}, attempt {one.Attempts}"),
            [_] => status.ToText(),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{instances.Count(instance => instance.Status == status)} of {instances.Length} {status.ToText()}"),
        });
    }
}
