using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace FlowKit.CrashHost;

/// <summary>
/// Lines to whoever started this program, and the answers that come back. A line ends in the time and a point: one without was cut off by the
/// end of the process.
/// </summary>
internal sealed class Wire
{
    private readonly Stream _out = Console.OpenStandardOutput();
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string[]>> _asked = [];
    private long _asks;

    public void Tell(params string[] words)
    {
        var text = string.Join('\t', words);
        lock (_lock)
        {
            var now = TimeProvider.System.GetUtcNow().UtcTicks;
            _out.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text}\t{now}\t.\n")));
        }
    }

    /// <summary>Tells something that is answered by a line <c>answer</c>, the number of the question, and the words that are returned.</summary>
    public Task<string[]> AskAsync(params string[] words)
    {
        var number = Interlocked.Increment(ref _asks).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[number] = answer;
        Tell(["ask", number, .. words]);
        return answer.Task;
    }

    public void Answer(string[] words)
    {
        if (_asked.TryRemove(words[1], out var answer))
        {
            answer.SetResult(words[2..]);
        }
    }
}
