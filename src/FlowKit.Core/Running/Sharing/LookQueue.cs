namespace FlowKit.Running.Sharing;

/// <summary>
/// Has looks come one after the other, and tells whoever asked for one when it has ended. Whatever is asked for while one is under way is one
/// more.
/// </summary>
/// <param name="engine">Looks run in its work, and so does what waits for them.</param>
/// <param name="look">A look; returns what went wrong in it, or null.</param>
internal sealed class LookQueue(EngineServices engine, Func<ValueTask<Exception?>> look) : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();

    // One for each who waits, so that all of them go on in the order they asked.
    private List<TaskCompletionSource> _asked = [];
    private List<TaskCompletionSource> _next = [];
    private bool _looking;
    private bool _closed;

    /// <summary>Asks for a look. Ends, from the engine's own work, when one that begins from now on has ended.</summary>
    public Task LookAsync()
    {
        var asked = new TaskCompletionSource();
        lock (_lock)
        {
            _asked.Add(asked);
            if (_looking)
            {
                return asked.Task;
            }

            _looking = true;
        }

        engine.Work.Queue(this);
        return asked.Task;
    }

    /// <summary>Ends after the next look, whatever became of it, without asking for one: there will be one.</summary>
    public Task NextLookAsync()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return Task.CompletedTask;
            }

            var next = new TaskCompletionSource();
            _next.Add(next);
            return next.Task;
        }
    }

    /// <summary>Nobody waits for a next look any more: there may be none.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        EndNext();
    }

    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (TakeAsked() is { Count: > 0 } asked)
        {
            var fault = await look().ConfigureAwait(false);
            foreach (var one in asked)
            {
                engine.Work.Queue(new Ending(() => End(one, fault)));
            }

            EndNext();
        }
    }

    private List<TaskCompletionSource> TakeAsked()
    {
        lock (_lock)
        {
            var asked = _asked;
            _asked = [];
            _looking = asked.Count > 0;
            return asked;
        }
    }

    private static void End(TaskCompletionSource asked, Exception? fault)
    {
        if (fault is null)
        {
            asked.SetResult();
        }
        else
        {
            asked.SetException(fault);
            _ = asked.Task.Exception;
        }
    }

    private void EndNext()
    {
        List<TaskCompletionSource> next;
        lock (_lock)
        {
            next = _next;
            _next = [];
        }

        foreach (var one in next)
        {
            engine.Work.Queue(new Ending(one.SetResult));
        }
    }

    private sealed class Ending(Action end) : IThreadPoolWorkItem
    {
        public void Execute() => end();
    }
}
