using System.Text.Json.Nodes;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>
/// Runs a flow by the words of the specification, as naively as can be: after each thing that happened it looks at everything anew for
/// something that can happen next. It shares nothing with the engine but the names of statuses.
/// </summary>
internal sealed partial class Interpreter
{
    private readonly FlowModel _flow;
    private readonly FateBook _fates;
    private readonly TieBreak _ties;
    private readonly Scope _root;
    private readonly List<(long At, Action Happens)> _agenda = [];
    private readonly List<RefCall> _calls = [];
    private readonly List<OutsideEvent> _outside = [];
    private readonly Dictionary<string, int> _woken = [];
    private readonly List<Action> _heldBack = [];
    private ExecutionStatus _status = ExecutionStatus.Running;
    private RefFailure? _failure;
    private bool _keyNews;
    private bool _paused;
    private long _now;

    private Interpreter(FlowModel flow, TieBreak ties)
    {
        _flow = flow;
        _fates = new(flow);
        _ties = ties;
        _root = new(flow.Tasks, parent: null, branch: 0, FlowModel.Submitted);
    }

    public static RefResult Run(FlowModel flow, TieBreak ties) => new Interpreter(flow, ties).Run();

    private RefResult Run()
    {
        if (_flow.Limit > 0)
        {
            At(_flow.Limit, () => EndFromOutside(ExecutionStatus.Timeout));
        }

        if (_flow.CancelAt > 0)
        {
            Outside(new OutsideEvent.Cancel(_flow.CancelAt));
        }

        if (_flow.PauseAt > 0)
        {
            Outside(new OutsideEvent.Pause(_flow.PauseAt));
            Outside(new OutsideEvent.Resume(_flow.ResumeAt));
        }

        Begin(_root);
        for (var steps = 0; Step(); steps++)
        {
            if (steps > 100_000)
            {
                throw new InvalidOperationException("The reference does not come to an end.");
            }
        }

        return Result();
    }

    /// <summary>Lets one thing happen; false when nothing ever will again.</summary>
    private bool Step()
    {
        var possible = Possible();
        if (possible.Count > 0)
        {
            possible[_ties.Pick(possible.Count)]();
            return true;
        }

        if (_agenda.Count == 0 && !WakeSomebody())
        {
            return _status == ExecutionStatus.Running ? throw new InvalidOperationException("The flow rests and nobody will wake it.") : false;
        }

        _now = _agenda.Min(entry => entry.At);
        return true;
    }

    private List<Action> Possible()
    {
        var possible = new List<Action>();
        foreach (var entry in _agenda.Where(entry => entry.At <= _now))
        {
            possible.Add(() =>
            {
                _agenda.Remove(entry);
                entry.Happens();
            });
        }

        foreach (var scope in _root.WithInner().Where(scope => !scope.IsEnded))
        {
            AddPossible(possible, scope);
        }

        return possible;
    }

    private void AddPossible(List<Action> possible, Scope scope)
    {
        foreach (var task in scope.Tasks)
        {
            if (MayBegin(task) && !_paused)
            {
                possible.Add(() => Begin(task));
            }
            else if (task.Status == FlowTaskStatus.Running && MayBeginBranch(task))
            {
                possible.Add(() => BeginBranch(task));
            }
            else if (task.Status == FlowTaskStatus.Running && BranchesAreOver(task))
            {
                possible.Add(() => Join(task));
            }
        }

        if (IsOver(scope))
        {
            possible.Add(() => End(scope));
        }
    }

    private void At(long time, Action happens) => _agenda.Add((time, happens));

    /// <summary>Begins something now, or when the execution goes on.</summary>
    private void WhenNotPaused(Action begins)
    {
        if (_paused)
        {
            _heldBack.Add(begins);
        }
        else
        {
            begins();
        }
    }

    private OutsideReply Pause()
    {
        if (_root.IsEnded || _paused)
        {
            return OutsideReply.Refused;
        }

        _paused = true;
        return OutsideReply.Accepted;
    }

    private OutsideReply Resume()
    {
        if (_root.IsEnded || !_paused)
        {
            return OutsideReply.Refused;
        }

        _paused = false;
        foreach (var begins in _heldBack)
        {
            At(_now, begins);
        }

        _heldBack.Clear();
        return OutsideReply.Accepted;
    }

    /// <summary>Nothing goes on by itself: suspended tasks are woken. False when there are none.</summary>
    private bool WakeSomebody()
    {
        var waiting = _root.WithInner().Where(scope => !scope.IsEnded).SelectMany(scope => scope.Tasks)
            .Where(task => task is { Status: FlowTaskStatus.Running, Model.Kind: TaskKind.Suspense })
            .ToList();
        foreach (var task in waiting)
        {
            _woken[task.Name] = _woken.GetValueOrDefault(task.Name) + 1;
            var (after, word) = _fates.Wake(task.Name, _woken[task.Name]);
            Outside(new OutsideEvent.Wake(_now + after, task.Name, word));
        }

        return waiting.Count > 0;
    }

    private RefResult Result()
    {
        var tasks = _root.WithInner().SelectMany(scope => scope.Tasks).ToList();
        return new()
        {
            Status = _status,
            Failure = _failure,
            Tasks = new(tasks.ToDictionary(task => task.Name, task => task.Status), StringComparer.Ordinal),
            Attempts = new(
                tasks.Where(task => task.Model.Kind == TaskKind.Function).ToDictionary(task => task.Name, task => task.Attempt), StringComparer.Ordinal),
            Calls = _calls,
            Outside = _outside,
            Context = Canonical.Of(_root.Context),
            KeyNews = _keyNews,
            EndedAt = _endedAt,
        };
    }
}
