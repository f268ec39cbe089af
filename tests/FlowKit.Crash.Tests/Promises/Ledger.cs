using FlowKit.Errors;

namespace FlowKit.Crash.Tests.Promises;

/// <summary>Everything that was promised and done, over all lives of all processes.</summary>
internal sealed class Ledger
{
    private readonly IDispatchRules _rules;
    private readonly string[] _mayRefuse;
    private readonly Dictionary<string, ExpectedRun> _runs = new(StringComparer.Ordinal);
    private readonly List<ExpectedRun> _unfinished = [];
    private readonly Dictionary<Attempt, (ExpectedRun Run, Attempt[] After)> _expected = [];
    private readonly Dictionary<Attempt, string> _keys = [];
    private readonly HashSet<Attempt> _accepted = [];
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly CommandBook _commands = new();
    private readonly DoubtBook _doubts;

    /// <param name="rules">What dispatches are held against.</param>
    /// <param name="mayRefuse">Codes of faults that are expected: what is refused with one of them is said again later.</param>
    public Ledger(IDispatchRules rules, params string[] mayRefuse)
    {
        _rules = rules;
        _mayRefuse = mayRefuse;
        _doubts = new(_commands);
    }

    public IReadOnlyCollection<ExpectedRun> Runs => _runs.Values;

    /// <summary>How many attempts went out, and how many more dispatches repeated one of them.</summary>
    public (int Attempts, int Repeated) Dispatches => (_keys.Count, Repeated);

    /// <summary>How often each fault was told.</summary>
    public Dictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>How often an attempt was in doubt.</summary>
    public int Doubts => _doubts.Told;

    public int Acknowledged => _commands.Done;

    /// <summary>How many runs have not shown all they should.</summary>
    public int Unfinished
    {
        get
        {
            _unfinished.RemoveAll(IsFinished);
            return _unfinished.Count;
        }
    }

    public bool AllEnded => _ended.Count == _runs.Count;

    private int Repeated { get; set; }

    public void Add(ExpectedRun run)
    {
        _runs.Add(run.Id, run);
        _unfinished.Add(run);
        _doubts.Add(run);
        foreach (var (attempt, after) in run.Attempts)
        {
            _expected.Add(attempt, (run, after));
        }

        foreach (var command in run.Commands)
        {
            _commands.Add(command);
        }
    }

    /// <summary>What may be said and was not yet in this life; it counts as said.</summary>
    public IReadOnlyList<Command> Say(int life)
    {
        var said = _commands.Say(life);
        foreach (var command in said)
        {
            _doubts.Said(command);
            if (command.Kind == "resume")
            {
                _rules.Released(command.Execution, TimeProvider.System.GetUtcNow().UtcTicks);
            }
        }

        return said;
    }

    /// <summary>Nobody may ever answer what was said: it is to be said again.</summary>
    public void SayAgain(string key) => _commands.Find(key).SaidIn = 0;

    /// <summary>Takes a line of a process down; returns the answer when it is a question.</summary>
    public string[]? Take(int life, Line said)
    {
        var line = said.Words;
        switch (line[0])
        {
            case "ask":
                var attempt = Attempt.Of(line.AsSpan(2));
                Dispatch(life, attempt, line[6], said.At);
                var answer = World.Answer(attempt, line[7], line[8]);
                if (answer[0] == "accepted" && KeepsThread(line[6]))
                {
                    _accepted.Add(attempt);
                }

                return ["answer", line[1], .. answer];
            case "done":
                Done(_commands.Find(line[1]), said.At);
                break;
            case "news":
                Tell(line[1], line[2], said.At);
                break;
            case "ended":
                End(line[1], line[2], line[3], line[4]);
                break;
            case "refused" when !_mayRefuse.Contains(line[2]):
                Refused(_commands.Find(line[1]), said);
                break;
            case "refused":
                Count(line[2]);
                _commands.Refuse(line[1]);
                break;
            case "notice" when line[1] == FlowErrorCodes.OutcomeUnknown:
                _doubts.Ask(line[3]);
                break;
            case "notice" or "fault" when _mayRefuse.Contains(line[1]):
                Count(line[1]);
                break;
            case "opening" or "open" or "up" or "down":
                break;
            default:
                Assert.Fail($"The process said: {string.Join(' ', line)}");
                break;
        }

        return null;
    }

    /// <summary>While a fault lasts, what is refused for it is not said again in the same life.</summary>
    public bool IsFaulty { get => _commands.HoldsBack; set => _commands.HoldsBack = value; }

    /// <summary>Everything that was to happen has happened, and nothing else.</summary>
    public void CheckComplete()
    {
        Assert.Empty(_runs.Values.Where(run => !IsFinished(run)).Select(run => run.Id));
        Assert.Empty(_runs.Keys.Except(_ended));
        Assert.Empty(_keys.GroupBy(pair => pair.Value, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    /// <summary>What has not happened yet, of a few of those that are not finished.</summary>
    public string Missing => string.Join('\n', _runs.Values.Where(run => !IsFinished(run)).Take(10).Select(run =>
        $"{run.Id}: not {string.Join(", ", run.Commands.Where(command => !command.IsDone).Select(command => command.Done)
            .Concat(run.Ids.Where(id => !_commands.Happened($"told {id} {run.End.News}")).Select(id => $"told {id}"))
            .Concat(run.Attempts.Select(one => one.Attempt).Where(one => !_keys.ContainsKey(one) && run.IsSure(one)).Select(one => one.Dispatched)))}"));

    // Its execution takes no other letter before the outcome is back; see the process.
    private static bool KeepsThread(string key) => key.Length % 2 == 0;

    private bool IsFinished(ExpectedRun run) =>
        run.Commands.All(command => command.IsDone) && run.Ids.All(id => _commands.Happened($"told {id} {run.End.News}")) &&
        run.Attempts.All(one => _keys.ContainsKey(one.Attempt) || !run.IsSure(one.Attempt));

    private void Dispatch(int life, Attempt attempt, string key, long at)
    {
        Assert.True(_expected.TryGetValue(attempt, out var expected), $"{attempt} was never to be dispatched.");
        if (_keys.TryGetValue(attempt, out var before))
        {
            Assert.Equal(before, key);
            Repeated++;
        }

        _keys[attempt] = key;
        _doubts.Dispatched(attempt);
        _rules.Dispatched(life, attempt, expected.After, at);
        _commands.Happen(attempt.Dispatched);
    }

    private void Done(Command command, long at)
    {
        command.IsDone = true;
        switch (command.Kind)
        {
            case "callback":
                _rules.Settled(Attempt.Of(command.Words.Skip(2).Take(4).ToArray()), at);
                break;
            case "pause":
                // What was decided later than an attempt was accepted is on record, so that is too.
                _rules.Held(command.Execution, at);
                foreach (var accepted in _accepted.Where(attempt => attempt.Execution == command.Execution))
                {
                    _rules.Settled(accepted, at);
                }

                break;
            case "cancel":
                Settle(command.Execution, int.MaxValue, at);
                break;
        }

        _commands.Happen(command.Done);
    }

    private void Tell(string execution, string news, long at)
    {
        // A child ends as its parent does; nobody expects more of it.
        var epoch = _runs.TryGetValue(execution, out var run) ? run.EndedEpoch(news) : RunOf(execution).End.News == news ? int.MaxValue : (int?)null;
        Assert.True(epoch is not null, $"{execution} told {news}.");
        Settle(execution, epoch.Value, at);
        _commands.Happen($"told {execution} {news}");
    }

    private ExpectedRun RunOf(string execution) =>
        _runs.GetValueOrDefault(execution) ?? _runs[execution[..execution.IndexOf('_', StringComparison.Ordinal)]];

    private void Settle(string execution, int lastEpoch, long at)
    {
        var run = RunOf(execution);
        foreach (var (attempt, _) in run.Attempts)
        {
            if (attempt.Execution == execution && attempt.Epoch <= lastEpoch)
            {
                _rules.Settled(attempt, at);
            }
        }
    }

    private void End(string execution, string status, string output, string attempts)
    {
        var run = _runs[execution];
        Assert.Equal((run.Id, run.End.Status, run.Output), (execution, status, output));
        var shown = attempts.Split(' ').ToHashSet(StringComparer.Ordinal);
        foreach (var task in run.Attempts.Select(one => one.Attempt).Where(one => one.Execution == execution && run.IsSure(one)).GroupBy(one => one.Task))
        {
            Assert.Contains($"{task.Key}={task.Where(one => one.Epoch == task.Max(other => other.Epoch)).Max(one => one.Number)}", shown);
        }

        _ended.Add(execution);
    }

    // What was done in a life before, without a word of it, does not fit what came after it.
    private void Refused(Command command, Line line)
    {
        Assert.True(
            (command.Said > 1 || _doubts.MayComeTooLate(command)) && command.RefusedWhenDone.Contains(line.Words[2]),
            $"The process refused: {string.Join(' ', line.Words)}");
        Done(command, line.At);
    }

    private void Count(string code) => Faults[code] = Faults.GetValueOrDefault(code) + 1;
}
