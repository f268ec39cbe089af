namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>Waits for what has happened or happens at once on another thread. The time only guards against a failure that would hang.</summary>
internal static class Guard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static void Done(Task task)
    {
        if (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(Patience))
        {
            Assert.Fail("Something that had to end hangs.");
        }

        task.GetAwaiter().GetResult();
    }

    public static T Result<T>(Task<T> task)
    {
        Done(task);
        return task.GetAwaiter().GetResult();
    }
}
