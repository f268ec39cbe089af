using Spectre.Console;
using Spectre.Console.Rendering;

namespace FlowKit.Cli.Running;

/// <summary>A table of the tasks that moves while the run goes on.</summary>
internal sealed class LiveDisplay : IRunDisplay
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<string> _told = [];
    private readonly CliIo _io;
    private readonly TimeProvider _time;
    private readonly RunBoard _board;
    private readonly IAnsiConsole _terminal;

    public LiveDisplay(CliIo io, TimeProvider time)
    {
        _io = io;
        _time = time;
        _board = new(time);
        _terminal = Terminal.Open(io);
    }

    public void Show(TaskProgress progress)
    {
        lock (_gate)
        {
            _board.Take(progress);
        }
    }

    public void Tell(string line)
    {
        lock (_gate)
        {
            _told.Add(line);
        }
    }

    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await _terminal.Live(Draw()).AutoClear(true).StartAsync(screen => FollowAsync(screen, work())).ConfigureAwait(false);
        }
        finally
        {
            // On the screen they stood below the table, which is gone.
            _told.ForEach(_io.Error.WriteLine);
        }
    }

    private async Task<T> FollowAsync<T>(LiveDisplayContext screen, Task<T> work)
    {
        using var beat = new PeriodicTimer(Beat, _time);
        while (!work.IsCompleted)
        {
            screen.UpdateTarget(Draw());
            await Task.WhenAny(work, beat.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
        }

        return await work.ConfigureAwait(false);
    }

    private Rows Draw()
    {
        lock (_gate)
        {
            return new Rows(_told.Select(line => new Text(line)).Prepend<IRenderable>(_board.Draw()));
        }
    }
}
