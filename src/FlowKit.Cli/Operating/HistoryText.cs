using System.Globalization;
using FlowKit.Executions;
using FlowKit.Secrets;

namespace FlowKit.Cli.Operating;

/// <summary>A history for people: a line for each attempt and operation by its time, then what the end waited for.</summary>
internal static class HistoryText
{
    private const int MostAttempts = 500;

    public static void Write(CliIo io, ExecutionHistory history)
    {
        io.Out.WriteLine($"{history.Flow} {history.Status.ToText()} ({history.ExecutionId})");
        Dropped(io, history.AttemptsDropped, "earlier attempt");
        Dropped(io, history.OperationsDropped, "earlier operation");
        var attempts = history.Attempts.Take(MostAttempts).Select(one => (At: one.StartedAt, Line: Line(one)));
        var operations = history.Operations.Select(one => (one.At, Line: Line(one)));
        foreach (var (at, line) in operations.Concat(attempts).OrderBy(one => one.At))
        {
            io.Out.WriteLine($"  {at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}  {line}");
        }

        if (history.Attempts.Count > MostAttempts)
        {
            io.Out.WriteLine($"  and {Counted.Of(history.Attempts.Count - MostAttempts, "more attempt")}; --json shows them all");
        }

        if (history.CriticalPath.Count > 0)
        {
            io.Out.WriteLine($"  critical path: {string.Join(" > ", history.CriticalPath)}");
        }
    }

    private static void Dropped(CliIo io, int count, string what)
    {
        if (count > 0)
        {
            io.Out.WriteLine($"  {Counted.Of(count, what)} no longer kept");
        }
    }

    private static string Line(AttemptView attempt)
    {
        var mark = attempt.Attempt == 0 ? string.Empty : attempt.Epoch == 0 ? $" {attempt.Attempt}" : $" {attempt.Epoch}-{attempt.Attempt}";
        var ran = attempt.EndedAt is { } ended ? $", ran {Seconds(ended - attempt.StartedAt)}" : string.Empty;
        var failure = attempt.Failure is { } why ? $"  {why.Code}: {Shown(why.Message)}" : string.Empty;
        return $"{attempt.Task}{mark}  {attempt.Status.ToText()}  waited {Seconds(attempt.StartedAt - attempt.QueuedAt)}{ran}, " +
            $"{attempt.InputBytes} bytes in, {attempt.OutputBytes} out{failure}";
    }

    private static string Line(OperationView operation)
    {
        var tasks = operation.TaskCount == 0 ? string.Empty
            : $" {string.Join(',', operation.Tasks)}{(operation.TaskCount > operation.Tasks.Count ? ",..." : string.Empty)}";
        var detail = operation.Detail is { } more ? $" {more}" : string.Empty;
        var by = operation.By is { } who ? $" by {Shown(who)}" : string.Empty;
        var reason = operation.Reason is { } why ? $": {Shown(why)}" : string.Empty;
        return $"{operation.Operation.ToText()}{tasks}{detail}{by}{reason}";
    }

    // Data of others must not write on the terminal.
    private static string Shown(string text) =>
        string.Concat(Redaction.Default.Apply(text).ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) ? '?' : letter));

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
