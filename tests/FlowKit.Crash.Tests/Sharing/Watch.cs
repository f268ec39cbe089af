using System.Globalization;
using FlowKit.Crash.Tests.Lives;
using FlowKit.Crash.Tests.Promises;

namespace FlowKit.Crash.Tests.Sharing;

/// <summary>What is known of the engines: their sessions, and the saves that were held back or refused.</summary>
internal sealed class Watch(SharingRules rules)
{
    private readonly Dictionary<Life, long> _sessions = [];
    private readonly Dictionary<Life, List<long>> _joined = [];
    private readonly HashSet<long> _ended = [];
    private readonly Dictionary<(Life Life, string Kind), long> _held = [];
    private readonly HashSet<(Life Life, long Session)> _refused = [];

    /// <summary>How many saves were refused because their session was over.</summary>
    public int Refused { get; private set; }

    /// <summary>How many saves were told that they may be on record or not: their session was over before the answer came.</summary>
    public int Doubtful { get; private set; }

    /// <summary>The present session of an engine.</summary>
    public long SessionOf(Life life) => _sessions[life];

    /// <summary>What is known of an engine, for people.</summary>
    public string Standing(Life life) =>
        $"sessions {string.Join(", ", _joined.GetValueOrDefault(life) ?? [])}, the last {(IsOver(_sessions.GetValueOrDefault(life)) ? "over" : "alive")}; " +
        $"holds {string.Join(", ", _held.Where(one => one.Key.Life == life).Select(one => $"{one.Key.Kind} of {one.Value}"))}; " +
        $"refused {string.Join(", ", _refused.Where(one => one.Life == life).Select(one => one.Session))}";

    public bool IsOver(long session) => _ended.Contains(session);

    /// <summary>A save, or a dispatch, is on its way out of the engine and does not come on.</summary>
    public bool Holds(Life life, string kind) => _held.ContainsKey((life, kind));

    /// <summary>The session it comes from; for a dispatch, which does not tell, the present one.</summary>
    public long HeldSession(Life life, string kind) => _held[(life, kind)] is > 0 and var session ? session : _sessions[life];

    /// <summary>It comes on again.</summary>
    public void Released(Life life, string kind) => _held.Remove((life, kind));

    public bool WasRefused(Life life, long session) => _refused.Contains((life, session));

    public void Ended(long session) => _ended.Add(session);

    /// <summary>Takes a line about sessions; false when it is about something else.</summary>
    public bool TryTake(Life life, Line line)
    {
        if (line.Words[0] is not ("session" or "held" or "fenced" or "doubtful" or "withdrawn" or "passed"))
        {
            return false;
        }

        if (line.Words[0] == "held")
        {
            _held[(life, line.Words[1])] = long.Parse(line.Words[2], CultureInfo.InvariantCulture);
            if (line.Words.Length > 3)
            {
                rules.HeldBack(Attempt.Of(line.Words.AsSpan(3)));
            }

            return true;
        }

        var session = long.Parse(line.Words[1], CultureInfo.InvariantCulture);
        switch (line.Words[0])
        {
            case "session":
                rules.Joined(life.Number, session, line.At);
                _sessions[life] = session;
                (_joined.TryGetValue(life, out var joined) ? joined : _joined[life] = []).Add(session);
                break;
            case "fenced":
                Refused++;
                _refused.Add((life, session));
                break;
            case "doubtful":
                Doubtful++;
                _refused.Add((life, session));
                break;
            case "withdrawn":
                _refused.Add((life, session));
                break;
            default:
                Assert.Fail($"A save of session {session} for {line.Words[2]} was accepted after the session had ended.");
                break;
        }

        return true;
    }
}
