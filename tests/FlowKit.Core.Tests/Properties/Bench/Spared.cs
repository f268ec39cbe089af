using System.Text.Json.Nodes;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Core.Tests.Properties.Reference;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>Says where a run that was spared some tasks differs from what would have come of all of them.</summary>
internal sealed class Spared
{
    private readonly RefResult _expected;
    private readonly ExecutionView _view;
    private readonly Dictionary<string, TaskModel> _top;
    private readonly HashSet<string> _pruned;
    private readonly HashSet<string> _withheld;
    private readonly bool _failureWasSpared;

    private Spared(Expected expected, EngineRun run)
    {
        _expected = expected.Result;
        _view = run.View;
        _top = expected.Flow.Tasks.ToDictionary(task => task.Name);
        _pruned = [.. SparedBecause("pruned")];
        var failed = SparedBecause("culled").Where(name => _expected.Tasks[name] == FlowTaskStatus.Failed).ToList();
        _withheld = [.. failed.SelectMany(Behind)];
        _failureWasSpared = failed.Count > 0 || _pruned.Any(name => _expected.Tasks[name] == FlowTaskStatus.Failed);
    }

    /// <param name="expected">What comes of all tasks.</param>
    /// <param name="run">The run, or its rest after a crash.</param>
    /// <param name="before">The calls made before the crash; none for a whole run.</param>
    public static IEnumerable<string> Differences(Expected expected, EngineRun run, IReadOnlyList<RefCall>? before = null)
    {
        var spared = new Spared(expected, run);
        return [.. spared.InStatuses(), .. spared.InContext(), .. spared.InCalls(expected.Flow, run, before ?? [])];
    }

    private IEnumerable<string> SparedBecause(string reason) =>
        _view.Tasks.Values.Where(task => task.SkipReason?.StartsWith(reason, StringComparison.Ordinal) == true).Select(task => task.Name);

    private IEnumerable<string> InStatuses()
    {
        if (!_view.Status.IsEnded())
        {
            if (!WaitsForNobody())
            {
                yield return $"the engine rests and the execution is {_view.Status.ToText()}";
            }
        }
        else if (_view.Status != _expected.Status && !(_failureWasSpared && _view.Status == ExecutionStatus.Succeed))
        {
            yield return $"expected {_expected.Status}, found {_view.Status}";
        }

        var culled = SparedBecause("culled").ToHashSet();
        foreach (var (name, status) in _expected.Tasks.Where(task => !IsPruned(task.Key) && !culled.Contains(task.Key) && !IsWithheld(task.Key)))
        {
            var found = _view.Tasks.TryGetValue(name, out var task) ? task.Status : FlowTaskStatus.NotStarted;
            if (found != status)
            {
                yield return $"status of {name}: expected {status}, found {found}";
            }
        }
    }

    // A task that the failure would have kept from running asks somebody whom the reference never asked, and who does not answer.
    private bool WaitsForNobody() => _view.Tasks.Values.Any(task => IsWithheld(task.Name) && task.Status == FlowTaskStatus.Running);

    // What a task that was pruned would have mapped out is not there; nobody else reads it.
    private IEnumerable<string> InContext()
    {
        var whole = (JsonObject)JsonNode.Parse(_expected.Context)!;
        foreach (var name in _pruned)
        {
            whole.Remove(name);
            whole.Remove(name + "Scalar");
        }

        if (Canonical.Of(whole) != Canonical.Of(_view.Context.ToJsonNode()))
        {
            yield return $"context: expected\n{Canonical.Of(whole)}\nbut found\n{Canonical.Of(_view.Context.ToJsonNode())}";
        }
    }

    private IEnumerable<string> InCalls(FlowModel flow, EngineRun run, IReadOnlyList<RefCall> before)
    {
        var acting = flow.All.Where(task => task is { Kind: TaskKind.Function, Acts: true }).Select(task => task.Name).ToHashSet();
        var wanted = _expected.Calls.Where(call => !IsPruned(call.Task)).Select(Plain).ToHashSet();
        var all = before.Concat(run.Dispatcher.Calls).ToList();
        var made = all.ConvertAll(Plain);
        foreach (var call in made.Where(call => !wanted.Contains(call) && (acting.Contains(BaseName(call.Task)) || !IsWithheld(call.Task))))
        {
            yield return $"made but not wanted: {call}";
        }

        foreach (var call in wanted.Where(call => acting.Contains(BaseName(call.Task)) && !made.Contains(call)))
        {
            yield return $"acts and was not made: {call}";
        }

        // What came back at once was on record with the next save, and nothing that acts goes out before its own.
        var fates = new FateBook(flow);
        var models = flow.All.ToDictionary(task => task.Name);
        foreach (var call in made.Where(call => acting.Contains(BaseName(call.Task))).GroupBy(call => call).Where(call => call.Count() > 1).Select(call => call.Key))
        {
            // Where others were spared it may have gone out before the time at which its executor answers.
            var fate = fates.Of(models[BaseName(call.Task)], call.Task, call.Attempt);
            var answersFrom = _expected.Calls.First(one => Plain(one) == call).At;
            if (fate is { After: 0 } and not (Fate.Hangs or Fate.Throws) && all.First(one => Plain(one) == call).At >= answersFrom)
            {
                yield return $"acts and was repeated though it had come back: {call}";
            }
        }
    }

    private static RefCall Plain(RefCall call) => call with { At = 0 };

    private bool IsPruned(string instance) => _pruned.Contains(TopName(instance));

    private bool IsWithheld(string instance) => _withheld.Contains(TopName(instance));

    // Tasks behind one that failed had not begun; spared of the failure they are skipped, or do what makes no difference.
    private IEnumerable<string> Behind(string task)
    {
        var waiting = new Stack<string>(_top.TryGetValue(task, out var model) ? model.Successors : []);
        var seen = new HashSet<string>();
        while (waiting.TryPop(out var next))
        {
            foreach (var further in seen.Add(next) ? _top[next].Successors : [])
            {
                waiting.Push(further);
            }
        }

        return seen;
    }

    private static string TopName(string instance) => instance.Split('-', '_')[0];

    private static string BaseName(string instance) => instance[(instance.LastIndexOf('-') + 1)..];
}
