namespace FlowKit.Running.Sharing;

/// <summary>
/// What others asked of this engine lately, and what they were answered: what is sent again is answered again and not done again. Kept for
/// some time after the answer.
/// </summary>
internal sealed class AskMemory(TimeProvider time, TimeSpan keptFor)
{
    private readonly Dictionary<AskKey, EngineMessage?> _answers = [];
    private readonly Queue<(AskKey Key, long At)> _answered = new();
    private readonly Lock _lock = new();

    /// <summary>Notes an ask; false when it is known, with the answer if there is one yet.</summary>
    public bool TryBegin(AskKey key, out EngineMessage? answer)
    {
        lock (_lock)
        {
            while (_answered.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > keptFor)
            {
                _answered.Dequeue();
                _answers.Remove(oldest.Key);
            }

            if (_answers.TryGetValue(key, out answer))
            {
                return false;
            }

            _answers.Add(key, null);
            return true;
        }
    }

    public void Keep(EngineMessage answer)
    {
        lock (_lock)
        {
            _answers[answer.Key] = answer;
            _answered.Enqueue((answer.Key, time.GetTimestamp()));
        }
    }

    /// <summary>Nothing of what was asked is on record: it may be asked again.</summary>
    public void Forget(AskKey key)
    {
        lock (_lock)
        {
            _answers.Remove(key);
        }
    }
}
