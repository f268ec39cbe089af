using System.Globalization;
using FlowKit.Executions;
using Spectre.Console;

namespace FlowKit.Cli.Running;

/// <summary>The tasks of a run as a table: what runs, and what ended last. Not safe to use from several threads at once.</summary>
internal sealed class RunBoard(TimeProvider time)
{
    private const int MostRows = 12;

    private readonly TaskLabels _labels = new();
    private readonly OrderedDictionary<(string Execution, string Task), Row> _running = [];
    private readonly Queue<Row> _ended = new();
    private readonly SortedDictionary<FlowTaskStatus, int> _counts = [];

    private sealed record Row(string Label, FlowTaskStatus Status, int Attempt, long Began, TimeSpan? Lasted);

    public void Take(TaskProgress progress)
    {
        var key = (progress.ExecutionId, progress.Task);
        var label = _labels.Of(progress);
        var known = _running.GetValueOrDefault(key);
        if (progress.Attempt is { } attempt)
        {
            _running[key] = new(label, progress.Status, attempt, known?.Began ?? time.GetTimestamp(), null);
            return;
        }

        _running.Remove(key);
        _ended.Enqueue(new(label, progress.Status, known?.Attempt ?? 0, 0, known is null ? null : time.GetElapsedTime(known.Began)));
        if (_ended.Count > MostRows)
        {
            _ended.Dequeue();
        }

        _counts[progress.Status] = _counts.GetValueOrDefault(progress.Status) + 1;
    }

    public Table Draw()
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("task", "status", "attempts", "time");
        var running = _running.Values.Take(MostRows).ToArray();
        foreach (var row in _ended.TakeLast(MostRows - running.Length).Concat(running))
        {
            table.AddRow(
                new Text(row.Label),
                new Text(row.Status.ToText(), Terminal.StyleOf(row.Status)),
                new Text(row.Attempt > 1 ? $"attempt {row.Attempt}" : string.Empty),
                new Text(row.Status == FlowTaskStatus.Running ? Seconds(time.GetElapsedTime(row.Began)) : Seconds(row.Lasted)));
        }

        return table.Caption(string.Join(", ", Counts()));
    }

    private IEnumerable<string> Counts() =>
        _counts.Select(count => $"{count.Value} {count.Key.ToText()}").Append($"{_running.Count} {FlowTaskStatus.Running.ToText()}");

    private static string Seconds(TimeSpan? time) =>
        time is { } lasted ? string.Create(CultureInfo.InvariantCulture, $"{lasted.TotalSeconds:0.0} s") : string.Empty;
}
