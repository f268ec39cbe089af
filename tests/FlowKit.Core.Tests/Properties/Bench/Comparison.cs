using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>Says where a run differs from what had to come of it.</summary>
internal sealed class Comparison
{
    private readonly List<string> _differences = [];

    private Comparison()
    {
    }

    /// <summary>A whole run, from start to end.</summary>
    public static IReadOnlyList<string> OfWhole(Expected expected, EngineRun run)
    {
        var (result, comparison) = (expected.Result, new Comparison());
        comparison.End(result, expected.FailureIsSure, run);
        comparison.Same("calls", Calls(result.Calls), Calls(run.Dispatcher.Calls));
        comparison.Same("idempotency keys", run.Dispatcher.Calls.Count, run.Dispatcher.IdempotencyKeys.Distinct().Count());
        comparison.Same("news", string.Join('\n', NewsOf(result).Order()), string.Join('\n', run.News.All.Select(Text).Order()));
        comparison.Same("last news", NewsOfEnd(result), run.News.All is [.., var last] ? Text(last) : "none");
        foreach (var (one, answer) in run.Replies.Where(reply => reply.Event.Reply != reply.Answer))
        {
            comparison._differences.Add($"{one} was answered {answer}");
        }

        return comparison._differences;
    }

    /// <summary>A run that went on after a crash; the saves are those it began with.</summary>
    public static IReadOnlyList<string> OfRest(Expected expected, EngineRun run, long crashedAt, bool endWasTold)
    {
        var (result, comparison) = (expected.Result, new Comparison());
        comparison.End(result, expected.FailureIsSure, run);
        var known = result.Calls.ToHashSet();
        var sent = run.Dispatcher.Calls.Select(call => (call.Task, call.Attempt)).ToList();
        foreach (var call in run.Dispatcher.Calls.Where(call => call.At > crashedAt && !known.Contains(call)))
        {
            comparison._differences.Add($"sent but not wanted: {call}");
        }

        foreach (var call in run.Dispatcher.Calls.Where(call => call.At == crashedAt && !known.Any(one => one with { At = 0 } == call with { At = 0 })))
        {
            comparison._differences.Add($"sent again but not wanted: {call}");
        }

        foreach (var call in result.Calls.Where(call => call.At > crashedAt && !sent.Contains((call.Task, call.Attempt))))
        {
            comparison._differences.Add($"not sent: {call}");
        }

        comparison.Same("calls of one life", sent.Count, sent.Distinct().Count());
        if (!endWasTold)
        {
            comparison.Same("news of the end", NewsOfEnd(result), run.News.All is [.., var last] ? Text(last) : "none");
        }

        return comparison._differences;
    }

    private void End(RefResult expected, bool failureIsSure, EngineRun run)
    {
        var view = run.View;
        Same("status", expected.Status, view.Status);
        foreach (var (name, status) in expected.Tasks)
        {
            Same($"status of {name}", status, view.Tasks.TryGetValue(name, out var task) ? task.Status : FlowTaskStatus.NotStarted);
        }

        foreach (var name in view.Tasks.Keys.Where(name => !expected.Tasks.ContainsKey(name)))
        {
            _differences.Add($"an instance that should not be: {name}");
        }

        foreach (var (name, attempts) in expected.Attempts)
        {
            Same($"attempts of {name}", attempts, view.Tasks.TryGetValue(name, out var task) ? task.Attempts : 0);
        }

        Same("context", expected.Context, Canonical.Of(view.Context.ToJsonNode()));
        Same("notices", string.Empty, string.Join('\n', run.Notices.Select(notice => $"{notice.Code} {notice.Message} {notice.Exception}")));
        if (failureIsSure)
        {
            Same("failure", Why(expected.Failure), Why(view.Failure is { } failure ? new(failure.Code, failure.Task ?? string.Empty) : null));
        }

        Ended(view, run);
    }

    private void Ended(ExecutionView view, EngineRun run)
    {
        if (!view.Status.IsEnded())
        {
            _differences.Add($"the engine rests and the execution is {view.Status.ToText()}");
            return;
        }

        var result = run.Result;
        Same("told status", view.Status, result.Status);
        Same("told context", Canonical.Of(view.Context.ToJsonNode()), Canonical.Of(result.Context.ToJsonNode()));
    }

    private void Same<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            _differences.Add($"{what}: expected\n{expected}\nbut found\n{found}");
        }
    }

    private static string Calls(IEnumerable<RefCall> calls) => string.Join('\n', calls
        .OrderBy(call => call.At).ThenBy(call => call.Task, StringComparer.Ordinal).ThenBy(call => call.Attempt).Select(call => call.ToString()));

    private static IEnumerable<string> NewsOf(RefResult expected)
    {
        var news = expected.Tasks.Select(task => (task.Key, News: task.Value switch
        {
            FlowTaskStatus.Succeed => FlowNews.TaskFinish,
            FlowTaskStatus.Failed => FlowNews.TaskFailed,
            FlowTaskStatus.Skipped => FlowNews.TaskSkipped,
            FlowTaskStatus.Canceled => FlowNews.TaskCanceled,
            _ => (FlowNews?)null,
        }));
        var told = news.Where(one => one.News is not null).Select(one => $"{one.News!.Value.ToText()} {one.Key}").Append(NewsOfEnd(expected));
        return expected.KeyNews ? told.Append(FlowNews.DagKeySucceed.ToText() + " ") : told;
    }

    private static string NewsOfEnd(RefResult expected) => (expected.Status switch
    {
        ExecutionStatus.Succeed => FlowNews.DagSucceed,
        ExecutionStatus.Failed => FlowNews.DagFailed,
        ExecutionStatus.Canceled => FlowNews.DagCanceled,
        _ => FlowNews.DagTimeout,
    }).ToText() + " ";

    private static string Text(FlowEvent told) => $"{told.News.ToText()} {told.Task}";

    // Mappings have codes of their own for each fault.
    private static string Why(RefFailure? failure) => failure is null
        ? "none"
        : $"{(failure.Code.StartsWith("FLOW3", StringComparison.Ordinal) ? "FLOW3" : failure.Code)} {failure.Task}";
}
