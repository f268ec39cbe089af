using System.Globalization;
using FlowKit.Executions;
using FlowKit.Secrets;
using Spectre.Console;

namespace FlowKit.Cli.Running;

/// <summary>An execution for people: its status, a line a task, its context.</summary>
internal sealed class ViewText
{
    private const int MaxTasks = 200;
    private const int WidestName = 40;
    private const int WidestStatus = 11;

    private readonly CliIo _io;
    private readonly IAnsiConsole? _terminal;

    private ViewText(CliIo io)
    {
        _io = io;
        _terminal = io.IsTerminal ? Terminal.Open(io) : null;
    }

    public static void Write(CliIo io, ExecutionView view) => new ViewText(io).Write(view);

    private void Write(ExecutionView view)
    {
        _io.Out.Write($"{view.Flow} ");
        Colour(view.Status.ToText(), Terminal.StyleOf(view.Status));
        _io.Out.WriteLine($"{Lasted(view)} ({view.ExecutionId}){Reason(view.Failure)}");

        var width = Math.Min(WidestName, view.Tasks.Keys.Select(name => name.Length).DefaultIfEmpty().Max());
        foreach (var task in view.Tasks.Values.Take(MaxTasks))
        {
            Write(task, width);
        }

        if (view.Tasks.Count > MaxTasks)
        {
            _io.Out.WriteLine($"  and {Counted.Of(view.Tasks.Count - MaxTasks, "more task")}; --json shows them all");
        }

        _io.Out.WriteLine(Redaction.Default.Apply(view.Context).ToJson(indented: true));
    }

    private void Write(TaskView task, int width)
    {
        _io.Out.Write($"  {task.Name.PadRight(width)}  ");
        var status = task.Status.ToText();
        Colour(status, Terminal.StyleOf(task.Status));
        var attempts = task.Attempts > 1 ? $"  {Counted.Of(task.Attempts, "attempt")}" : string.Empty;
        var skipped = task.SkipReason is { } reason ? $"  {reason}" : task.IsInDoubt ? "  its outcome is in doubt" : string.Empty;
        _io.Out.WriteLine($"{new string(' ', Math.Max(0, WidestStatus - status.Length))}{attempts}{skipped}{Reason(task.Failure)}".TrimEnd());
    }

    private void Colour(string text, Style style)
    {
        if (_terminal is null)
        {
            _io.Out.Write(text);
        }
        else
        {
            _terminal.Write(new Text(text, style));
        }
    }

    private static string Reason(FlowFailure? failure) =>
        failure is null ? string.Empty : $"  {failure.Code}: {Redaction.Default.Apply(failure.Message).ReplaceLineEndings(" ")}";

    private static string Lasted(ExecutionView view) => view.EndedAt is { } ended
        ? string.Create(CultureInfo.InvariantCulture, $" in {(ended - view.StartedAt).TotalSeconds:0.0} s")
        : string.Empty;
}
