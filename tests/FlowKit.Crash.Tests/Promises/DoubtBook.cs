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
    private readonly HashSet<Command> _later = [];
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
            var answer = doubt.Answer(++_number);
            commands.Add(_answers[execution] = answer);
            if (last is not null)
            {
                _later.Add(answer);
            }
        }
    }

    /// <summary>
    /// The doubt it answers may have been settled by an answer before it: one owner told of the doubt, and the next one had heard of it too when
    /// the first answer came.
    /// </summary>
    public bool MayComeTooLate(Command command) => _later.Contains(command);

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
