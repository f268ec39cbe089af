using FlowKit.Executions;
using Spectre.Console;

namespace FlowKit.Cli.Running;

/// <summary>Colour and movement, where a call has a terminal.</summary>
internal static class Terminal
{
    public static IAnsiConsole Open(CliIo io) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        Out = new AnsiConsoleOutput(io.Out),
    });

    public static Style StyleOf(FlowTaskStatus status) => new(status switch
    {
        FlowTaskStatus.Succeed or FlowTaskStatus.KeySucceed => Color.Green,
        FlowTaskStatus.Failed => Color.Red,
        FlowTaskStatus.Running or FlowTaskStatus.Ready => Color.Yellow,
        _ => Color.Grey,
    });

    public static Style StyleOf(ExecutionStatus status) => new(status switch
    {
        ExecutionStatus.Succeed or ExecutionStatus.KeySucceed => Color.Green,
        ExecutionStatus.Failed or ExecutionStatus.Timeout => Color.Red,
        _ => Color.Yellow,
    });
}
