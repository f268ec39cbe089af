namespace FlowKit.Crash.Tests.Promises;

/// <summary>What has happened, and what may be said because of it.</summary>
internal sealed class CommandBook
{
    private readonly HashSet<string> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Command> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Command>> _waiting = new(StringComparer.Ordinal);
    private readonly List<Command> _open = [];
    private readonly List<Command> _refused = [];

    /// <summary>How many were acknowledged.</summary>
    public int Done => _commands.Values.Count(command => command.IsDone);

    /// <summary>What was refused is not to be said again in the same life.</summary>
    public bool HoldsBack
    {
        get;
        set
        {
            field = value;
            if (!value)
            {
                _refused.ForEach(command => command.SaidIn = 0);
                _refused.Clear();
            }
        }
    }

    public Command Find(string key) => _commands[key];

    public bool Happened(string fact) => _facts.Contains(fact);

    public void Add(Command command)
    {
        _commands.Add(command.Key, command);
        foreach (var fact in command.After)
        {
            (_waiting.TryGetValue(fact, out var waiting) ? waiting : _waiting[fact] = []).Add(command);
        }

        if (command.After.Count == 0)
        {
            _open.Add(command);
        }
    }

    public void Happen(string fact)
    {
        if (_facts.Add(fact) && _waiting.Remove(fact, out var waiting))
        {
            _open.AddRange(waiting.Where(command => command.After.All(_facts.Contains)));
        }
    }

    /// <summary>What is open and was not said in this life; it counts as said.</summary>
    public IReadOnlyList<Command> Say(int life)
    {
        _open.RemoveAll(command => command.IsDone);
        var said = _open.Where(command => command.SaidIn != life).ToList();
        foreach (var command in said)
        {
            command.SaidIn = life;
            command.Said++;
        }

        return said;
    }

    /// <summary>It was refused for a fault that will pass.</summary>
    public void Refuse(string key)
    {
        if (HoldsBack)
        {
            _refused.Add(_commands[key]);
        }
        else
        {
            _commands[key].SaidIn = 0;
        }
    }
}
