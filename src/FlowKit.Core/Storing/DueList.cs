using System.Runtime.CompilerServices;

namespace FlowKit.Storing;

/// <summary>What an engine must look at by itself, out of all that is open: for stores that cannot ask for it alone.</summary>
internal static class DueList
{
    public static async IAsyncEnumerable<ExecutionHeader> OfAsync(
        IAsyncEnumerable<ExecutionHeader> open, DateTimeOffset? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var timed = new List<ExecutionHeader>();
        await foreach (var header in open.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (header is { NeedsOwner: false, NextDue: { } due } && (after is null || due > after))
            {
                timed.Add(header);
            }
            else if (header.NeedsOwner && after is null)
            {
                yield return header;
            }
        }

        foreach (var header in timed.OrderBy(header => header.NextDue))
        {
            yield return header;
        }
    }
}
