using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Planning;
using FlowKit.Telemetry;
using FlowKit.Values;

namespace FlowKit.Running;

/// <summary>
/// The one writer of an execution. Everything that happens to it goes into the mailbox and is taken from there a batch at a time:
/// decide, save, act, announce. Nobody else touches the state, so there is no lock inside a turn.
/// </summary>
internal sealed partial class ExecutionWriter : IThreadPoolWorkItem
{
    private readonly EngineServices _engine;
    private readonly IWriterHost _host;
    private readonly Tenure _tenure;
    private readonly Lock _gate = new();

    // Behind the gate.
    private List<Letter>? _mailbox;
    private bool _busy;
    private bool _retired;
    private bool _isCounted;

    public ExecutionWriter(EngineServices engine, IWriterHost host, Tenure tenure, string id, StartOptions? startOptions = null)
    {
        _engine = engine;
        _host = host;
        _tenure = tenure;
        _saves = new(engine, tenure.Store, id, startOptions);
        _attempts = new(engine, host, this);
        Id = id;
    }

    public string Id { get; }

    /// <summary>Its tenure is over: nothing it knows counts any more.</summary>
    public bool IsOver => _tenure.IsOver;

    /// <summary>Counts it among those in memory; false when it is.</summary>
    public bool TryCountIn() => !Interlocked.Exchange(ref _isCounted, true);

    /// <summary>Counts it no longer; false when it was not counted.</summary>
    public bool TryCountOut() => _isCounted && Interlocked.Exchange(ref _isCounted, false);

    public bool IsOf(Tenure tenure) => _tenure == tenure;

    /// <summary>Its place among those that were idle; the host's own mark.</summary>
    public LinkedListNode<ExecutionWriter>? IdlePlace { get; set; }

    /// <summary>Puts a letter into the mailbox; false when this writer has retired and another must be asked.</summary>
    public bool TryPost(Letter letter)
    {
        lock (_gate)
        {
            if (_retired)
            {
                return false;
            }

            (_mailbox ??= []).Add(letter);
            if (_busy)
            {
                return true;
            }

            _busy = true;
        }

        _host.TurnsBegin();
        _engine.Work.Queue(this);
        return true;
    }

    /// <summary>Retires an idle writer; false when it has something to do. All it knew is in the store.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            // What sub-flows were told is told again when it is read again.
            if (_busy || _attempts.Count > 0 || _turn is { State.OwesChildren: true })
            {
                return false;
            }

            _retired = true;
            return true;
        }
    }

    /// <summary>Makes the writer busy before the host makes it known, so that letters wait until the start is on record.</summary>
    public void HoldForBegin()
    {
        _busy = true;
        _host.TurnsBegin();
    }

    /// <summary>
    /// Begins a new execution on the caller's thread and returns when the start is on record; false when its id is taken. Throws what
    /// the store throws; then nothing has begun. One that fuses makes its first calls before, and goes on on this thread.
    /// </summary>
    public async ValueTask<bool> TryBeginAsync(StartRequest start, CancellationToken cancellationToken)
    {
        var begun = false;
        try
        {
            // A sub-flow that was cancelled before it was known is never to begin.
            cancellationToken.ThrowIfCancellationRequested();
            _bench = _engine.Workbenches.Take();
            var state = new ExecutionState(Id, start.Plan.Name, start.Plan.Version)
            {
                Parent = start.Parent,
                Targets = start.Options?.Targets?.ToArray(),
                ForceTargets = start.Options?.Force == true,
                GivenCallback = start.Callback,
                Trace = StartTrace.Kept(start.Options?.Trace, Id),
            };
            _turn = new Turn(start.Plan, state, _engine.Deciding, _bench.Lists) { Now = Now(), WantsNews = _engine.WantsNews };
            Decider.Start(_turn, start.Submitted);
            if (start.Fuses && Attempts.MayFuse(_turn))
            {
                _attempts.Fuse(_turn, _bench);
            }

            begun = await TrySaveAsync(cancellationToken).ConfigureAwait(false);
            if (begun)
            {
                FlowMetrics.ExecutionStarted(start.Plan.Name);
            }
        }
        finally
        {
            if (begun && start.Fuses)
            {
                Execute();
            }
            else if (begun)
            {
                _engine.Work.Queue(this);
            }
            else
            {
                Refuse();
            }
        }

        return begun;
    }

    /// <summary>Runs turns until there is nothing more to do.</summary>
    public void Execute() => _ = RunAsync();

    // Whoever wrote before the start was refused asks again, and meets what is on record.
    private void Refuse()
    {
        List<Letter> letters;
        lock (_gate)
        {
            _retired = true;
            letters = _mailbox ?? [];
        }

        _attempts.CancelAll(CancelReason.OwnershipLost);
        PutBenchBack();
        _host.Retired(this);
        foreach (var letter in letters)
        {
            // A stop was for this writer alone: the one that has the execution in hand got its own, if it is to stop at all.
            if (letter.Arrival is not Arrival.Stop)
            {
                _host.Post(Id, letter);
            }
        }

        _host.TurnsEnd();
    }

    /// <summary>Moves what has arrived onto the workbench; false, and no longer busy, when nothing has.</summary>
    private bool TakeLetters()
    {
        var batch = _bench!.Batch;
        batch.AddRange(_bench.Arrived);
        _bench.Arrived.Clear();
        lock (_gate)
        {
            if (_mailbox is { Count: > 0 } mailbox)
            {
                batch.AddRange(mailbox);
                mailbox.Clear();
            }

            if (batch.Count > 0)
            {
                return true;
            }

            PutBenchBack();
            _busy = false;
            return false;
        }
    }

    private void PutBenchBack()
    {
        if (_bench is { } bench)
        {
            _bench = null;
            _engine.Workbenches.GiveBack(bench);
        }
    }

    private long Now() => _engine.Time.GetUtcNow().UtcTicks;
}
