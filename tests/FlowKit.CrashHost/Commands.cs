using System.Globalization;
using System.Runtime.InteropServices;
using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.CrashHost;

/// <summary>Does what a line says, and tells what became of it under the key the line has: <c>done</c> is an acknowledgement of the engine.</summary>
internal sealed class Commands(FlowEngine engine, Wire wire, Gate gate)
{
    /// <summary>
    /// Returns when a line says <c>stop</c>, when there are no more, or at SIGTERM; answers are taken until the process ends.
    /// </summary>
    public async Task UntilStopAsync(TextReader lines)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminating = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.TrySetResult();
        });
        new Thread(() =>
        {
            while (lines.ReadLine() is { } line)
            {
                Take(line, stop);
            }

            stop.TrySetResult();
        }) { IsBackground = true }.Start();
        await stop.Task;
    }

    private void Take(string line, TaskCompletionSource stop)
    {
        var words = line.Split('\t');
        switch (words[0])
        {
            case "answer":
                wire.Answer(words);
                break;
            case "hold":
                gate.Hold(words[1]);
                break;
            case "release":
                gate.Release();
                break;
            case "stop":
                stop.TrySetResult();
                break;
            default:
                _ = DoAsync(words);
                break;
        }
    }

    private async Task DoAsync(string[] words)
    {
        await Task.Yield();
        var key = words[1];
        try
        {
            if (words[0] == "wait")
            {
                await TellEndAsync(words[2]);
            }
            else
            {
                await OperateAsync(words[0], words[2], words[3..]);
                wire.Tell("done", key);
            }
        }
        catch (FlowException refusal)
        {
            wire.Tell("refused", key, refusal.Code, refusal.Message.ReplaceLineEndings(" "));
        }
    }

    private async ValueTask OperateAsync(string kind, string execution, string[] rest)
    {
        switch (kind)
        {
            case "start":
                await engine.StartAsync(rest[0], FlowValue.Parse(rest[1]), new StartOptions { ExecutionId = execution });
                break;
            case "callback":
                var status = rest[3] == "fails" ? CallbackStatus.Failed : CallbackStatus.Success;
                await engine.CompleteTaskAsync(execution, new TaskCallback(rest[0], status, FlowValue.Parse(rest[4]), Number(rest[2]), Number(rest[1])));
                break;
            case "wake":
                await engine.WakeAsync(execution, rest[0], FlowValue.Parse(rest[1]));
                break;
            case "cancel":
                await engine.CancelAsync(execution, "The operator says so.");
                break;
            case "pause":
                await engine.PauseAsync(execution);
                break;
            case "resume":
                await engine.ResumeAsync(execution);
                break;
            case "retry":
                await engine.RetryFromFailedAsync(execution);
                break;
            case "restart":
                await engine.RestartAsync(execution);
                break;
            case "skip":
                await engine.SkipAsync(execution, rest[0]);
                break;
            case "repeat":
                await engine.RepeatAsync(execution, rest[0]);
                break;
            case "echo":
                break;
            default:
                throw new ArgumentException($"Nobody knows how to {kind}.", nameof(kind));
        }
    }

    private async ValueTask TellEndAsync(string execution)
    {
        var result = await engine.WaitAsync(execution);
        var view = (await engine.GetAsync(execution))!;
        var attempts = string.Join(' ', view.Tasks.Values.Select(task => string.Create(CultureInfo.InvariantCulture, $"{task.Name}={task.Attempts}")));
        wire.Tell("ended", execution, result.Status.ToText(), result.Output.ToString(), attempts);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
