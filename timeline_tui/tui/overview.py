"""The overview strip: how many events when, which of them the filter lets through, and which are on screen."""
