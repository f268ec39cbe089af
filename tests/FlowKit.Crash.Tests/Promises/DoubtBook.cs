namespace FlowKit.Crash.Tests.Promises;

/// <summary>
/// The attempts that ask before they are repeated: each goes out once, and once more for each time somebody said so, whether that was answered
/// or not.
/// </summary>
internal sealed class DoubtBook(CommandBook commands)
{
    private readonly Dictionary<string, ExpectedRun> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Command> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _allowed = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>How often an attempt was in doubt.</summary>
    public int Told { get; private set; }

    public void Add(ExpectedRun run)
    {
        if (run.Doubt is not null)
        {
            _runs.Add(run.Id, run);
            _allowed.Add(run.Id, 1);
        }
    }

    /// <summary>It is in doubt: somebody answers, unless an answer is under way, or its outcome was told.</summary>
    public void Ask(string execution)
    {
        var doubt = _runs[execution].Doubt!.Value;
        Told++;
        if (!_answers.TryGetValue(execution, out var last) || last is { IsDone: true, Kind: "repeat" })
        {
            commands.Add(_answers[execution] = doubt.Answer(++_number));
        }
    }

    public void Said(Command command)
    {
        if (command.Kind == "repeat")
        {
            _allowed[command.Execution]++;
        }
    }

    public void Dispatched(Attempt attempt)
    {
        if (_runs.TryGetValue(attempt.Execution, out var run) && run.Doubt!.Value.Attempt == attempt)
        {
            Assert.True(--_allowed[attempt.Execution] >= 0, $"{attempt} was dispatched again without a word.");
        }
    }
}
