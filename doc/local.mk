# what doc/ installs and distributes
