using FlowKit.Errors;

namespace FlowKit.Sqlite.Tests.Saving;

public sealed class FullDiskTests
{
    private static readonly string Body = new('x', 2_000);

    [Fact]
    public async Task A_store_at_its_bound_keeps_what_it_acknowledged_and_goes_on_when_there_is_room()
    {
        using var folder = new StoreFolder();
        List<string> kept;
        await using (var store = folder.Open(new() { LargestPages = 150 }))
        {
            (kept, var refused) = await FillAsync(store);
            Assert.Equal(FlowErrorCodes.StoreFull, refused.Code);
            Assert.Null(await store.ShowAsync($"e{kept.Count}"));
            Assert.Equal(kept.Count, (await store.OpenIdsAsync()).Count);

            // Room again.
            for (var i = 0; i < 20; i++)
            {
                Assert.True(await store.TryDeleteAsync(kept[i], default));
            }

            kept.RemoveRange(0, 20);
            Assert.True(await store.CreateAsync(Some.Header("later"), Body));
            kept.Add("later");
        }

        await HoldsAsync(folder, kept);
    }

    [TmpfsFact]
    public async Task A_disk_that_cannot_be_written_is_told_as_that()
    {
        using var disk = new Tmpfs(megabytes: 3);
        using var folder = new StoreFolder(Path.Combine(disk.Path, "store"));
        Directory.CreateDirectory(folder.Path);
        await folder.Open().DisposeAsync();
        disk.MakeReadOnly();
        var fault = Assert.ThrowsAny<FlowException>(() => folder.Open());
        Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
        Assert.Contains("Read-only", fault.Message, StringComparison.Ordinal);
        disk.MakeReadOnly(false);
    }

    [TmpfsFact]
    public async Task A_file_that_cannot_be_written_is_told_when_it_is_opened()
    {
        using var folder = new StoreFolder();
        await folder.Open().DisposeAsync();
        Tmpfs.Protect(folder.File);
        try
        {
            var fault = Assert.ThrowsAny<FlowException>(() => folder.Open());
            Assert.Equal(FlowErrorCodes.StoreUnreachable, fault.Code);
            Assert.Contains("read-only for this process", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Tmpfs.Release(folder.File);
        }

        await folder.Open().DisposeAsync();
    }

    [TmpfsFact]
    public async Task A_store_that_is_opened_on_a_full_disk_is_told_so()
    {
        using var disk = new Tmpfs(megabytes: 1);
        using var folder = new StoreFolder(Path.Combine(disk.Path, "store"));
        Directory.CreateDirectory(folder.Path);
        await folder.Open().DisposeAsync();
        var filler = Path.Combine(disk.Path, "filler");
        FillUp(filler);

        Assert.Equal(FlowErrorCodes.StoreFull, Assert.ThrowsAny<FlowException>(() => folder.Open()).Code);
        File.Delete(filler);
        await folder.Open().DisposeAsync();
    }

    [TmpfsFact]
    public async Task A_full_disk_loses_nothing_that_was_acknowledged_and_saves_go_on_when_there_is_room()
    {
        using var disk = new Tmpfs(megabytes: 3);
        using var folder = new StoreFolder(Path.Combine(disk.Path, "store"));
        Directory.CreateDirectory(folder.Path);
        var filler = Path.Combine(disk.Path, "filler");
        File.WriteAllBytes(filler, new byte[1024 * 1024]);
        List<string> kept;
        await using (var store = folder.Open())
        {
            (kept, var refused) = await FillAsync(store);
            Assert.Contains(refused.Code, (string[])[FlowErrorCodes.StoreFull, FlowErrorCodes.StoreUnreachable]);
            using (var crashed = folder.AfterCrash())
            {
                await HoldsAsync(crashed, kept);
            }

            File.Delete(filler);
            Assert.True(await store.CreateAsync(Some.Header("later"), Body));
            kept.Add("later");
        }

        await HoldsAsync(folder, kept);
    }

    /// <summary>Saves until the store refuses; what it acknowledged, and how it refused.</summary>
    private static async Task<(List<string> Kept, FlowException Refused)> FillAsync(SqliteStateStore store)
    {
        var kept = new List<string>();
        while (true)
        {
            try
            {
                var id = $"e{kept.Count}";
                Assert.True(await store.CreateAsync(Some.Header(id), Body));
                kept.Add(id);
            }
            catch (FlowException refused)
            {
                return (kept, refused);
            }
        }
    }

    private static async Task HoldsAsync(StoreFolder folder, List<string> kept)
    {
        await using var store = folder.Open();
        foreach (var id in kept)
        {
            Assert.Equal($"1: {Body}", await store.ShowAsync(id));
        }

        Assert.Equal(kept.Count, (await store.OpenIdsAsync()).Count);
    }

    private static void FillUp(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
        }
    }
}
